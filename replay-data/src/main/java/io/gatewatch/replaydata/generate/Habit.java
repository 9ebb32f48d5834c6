package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/** What a kind of agent does: the sessions it starts in an hour. Holds no state. */
interface Habit {
  /** Names the sessions that this agent starts in the hour; called once an hour. */
  void sessions(Agent agent, Hour hour, Draw draw, Plan plan);

  static Habit of(AgentKind kind) {
    return switch (kind) {
      case AI_AGENT -> new AssistantHabit();
      case AISP -> new AccountInformationHabit();
      case PISP -> new PaymentHabit();
      case LOAN -> new LoanHabit();
      case BATCH -> new BatchHabit();
      case MONITOR -> new MonitorHabit();
      case MOBILE -> new MobileHabit();
      case PARTNER -> new PartnerHabit();
    };
  }

  /** Takes the sessions of an hour. */
  interface Plan {
    /** A session that starts at this moment; its steps are drawn only then. */
    void session(long startMillis, Script script);
  }

  /** The steps of one session. */
  interface Script {
    Iterator<Step> steps(Draw draw);
  }
}
