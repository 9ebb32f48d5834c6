/**
 * The seam between formats and calls: a parser fills a {@link io.gatewatch.ingest.assemble.RawCall}
 * with what its gateway wrote, and {@link io.gatewatch.ingest.assemble.CallAssembler} checks it,
 * names the principal, templates the path, masks, and makes the {@link
 * io.gatewatch.ingest.ApiCall}. A new format adds a parser and nothing here.
 */
package io.gatewatch.ingest.assemble;
