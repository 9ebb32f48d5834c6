/** What was in force when: contents of control records by the time from which they count. */
package io.gatewatch.ingest.book;
