/**
 * Reading JSON that may be anything: limits, UTF-8 checking, slices of a body, and a cursor that
 * turns every fault into a reason with an offset. Shared by the parsers of all JSON formats.
 */
package io.gatewatch.ingest.json;
