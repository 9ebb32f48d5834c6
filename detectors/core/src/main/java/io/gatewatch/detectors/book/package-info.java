/** What was in force when: rules and models by the round from which they count. */
package io.gatewatch.detectors.book;
