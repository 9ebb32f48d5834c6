package io.gatewatch.replaydata.generate;

/** A kind of agent, with its rhythm and its habits. */
enum AgentKind {
  AI_AGENT("ai-agent", "ai_agent", Rhythm.ASSISTANT, 150, new AssistantHabit(), "finance-copilot"),
  AISP("aisp", "aisp", Rhythm.DAY, 160, new AccountInformationHabit(), "pocketbook"),
  PISP("pisp", "pisp", Rhythm.DAY, 900, new PaymentHabit(), "paybridge"),
  LOAN("loan", "internal", Rhythm.OFFICE, 1200, new LoanHabit(), "loan-desk"),
  BATCH("batch", "batch", Rhythm.STEADY, 500, new BatchHabit(), "ledger-sync"),
  MONITOR("monitor", "internal", Rhythm.STEADY, 1, new MonitorHabit(), "uptime-probe"),
  MOBILE("mobile", "human_channel", Rhythm.DAY, 6000, new MobileHabit(), "bank-mobile-bff"),
  PARTNER("partner", "partner", Rhythm.STEADY, 140, new PartnerHabit(), "partner-connect");

  private final String label;
  private final String agentClass;
  private final Rhythm rhythm;
  private final int customers;
  private final Habit habit;
  private final String product;

  AgentKind(
      String label, String agentClass, Rhythm rhythm, int customers, Habit habit, String product) {
    this.label = label;
    this.agentClass = agentClass;
    this.rhythm = rhythm;
    this.customers = customers;
    this.habit = habit;
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

  Rhythm rhythm() {
    return rhythm;
  }

  /** Usual number of customers an agent of this kind serves. */
  int customers() {
    return customers;
  }

  Habit habit() {
    return habit;
  }

  /** Name of the program, first part of the user agent. */
  String product() {
    return product;
  }
}
