/**
 * The ground floor: a gateway's log line becomes a masked {@link io.gatewatch.ingest.ApiCall}
 * charged to one honest {@link io.gatewatch.ingest.Principal}, or a {@link
 * io.gatewatch.ingest.ParsedLine.Rejected} with its reason. {@link io.gatewatch.ingest.Clock}
 * carries time as data. Nothing here knows an engine.
 */
package io.gatewatch.ingest;
