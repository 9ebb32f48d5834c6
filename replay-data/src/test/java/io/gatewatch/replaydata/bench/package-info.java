/**
 * Run by hand: what reading logs costs in the running system, beside a pass-through that only moves
 * bytes ({@code IngestCost}, see ingest/README.md), and what is found and falsely told, beside
 * baselines on the same calls ({@code DetectionBench}, see the README of the roof).
 */
package io.gatewatch.replaydata.bench;
