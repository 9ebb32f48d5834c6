/**
 * What reading logs costs in the running system, beside a pass-through that only moves bytes: run
 * by hand, see ingest/README.md.
 */
package io.gatewatch.replaydata.bench;
