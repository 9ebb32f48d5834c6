package io.gatewatch.replaydata.generate;

/** A kind of agent; its rhythm is in {@link Rhythm}, what it does in its {@link Habit}. */
enum AgentKind {
  AI_AGENT("ai-agent", "ai_agent", 150, "finance-copilot"),
  AISP("aisp", "aisp", 160, "pocketbook"),
  PISP("pisp", "pisp", 900, "paybridge"),
  LOAN("loan", "internal", 1200, "loan-desk"),
  BATCH("batch", "batch", 500, "ledger-sync"),
  MONITOR("monitor", "internal", 1, "uptime-probe"),
  MOBILE("mobile", "human_channel", 6000, "bank-mobile-bff"),
  PARTNER("partner", "partner", 140, "partner-connect");

  private final String label;
  private final String agentClass;
  private final int customers;
  private final String product;

  AgentKind(String label, String agentClass, int customers, String product) {
    this.label = label;
    this.agentClass = agentClass;
    this.customers = customers;
    this.product = product;
  }

  /** First part of the names of its agents. */
  String label() {
    return label;
  }

  /** Its class in the consumer's tags. */
  String agentClass() {
    return agentClass;
  }

  /** Usual number of customers an agent of this kind serves. */
  int customers() {
    return customers;
  }

  /** Name of the program, first part of the user agent. */
  String product() {
    return product;
  }
}
