package io.gatewatch.replaydata.generate;

/**
 * Who sends a call.
 *
 * @param agent null for a stranger, who is nobody to the gateway
 * @param address where the packets come from
 * @param pageSize rows a page that its program asks for; 0 when it leaves that to the API
 */
record Caller(Agent agent, String address, String userAgent, int pageSize) {
  /** One that leaves the size of pages to the API. */
  Caller(Agent agent, String address, String userAgent) {
    this(agent, address, userAgent, 0);
  }
}
