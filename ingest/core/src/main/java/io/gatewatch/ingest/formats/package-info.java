/** The list of formats, each a folder beside this one. A new format is one more entry here. */
package io.gatewatch.ingest.formats;
