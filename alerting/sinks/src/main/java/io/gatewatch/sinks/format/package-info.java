/** Alerts in other people's shapes: pure functions from an alert to a row of theirs. */
package io.gatewatch.sinks.format;
