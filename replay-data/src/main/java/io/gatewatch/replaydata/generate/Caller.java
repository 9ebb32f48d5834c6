package io.gatewatch.replaydata.generate;

/**
 * Who sends a call.
 *
 * @param agent null for a stranger, who is nobody to the gateway
 * @param address where the packets come from
 */
record Caller(Agent agent, String address, String userAgent) {}
