package io.gatewatch.models.evaluation;

import java.util.ArrayList;
import java.util.List;

/** What an evaluation does not say, in words. */
final class Notes {
  private static final int FEW_ATTACKERS = 10;

  private Notes() {}

  static List<String> of(
      ModelEvaluation.Data data,
      ModelEvaluation.Figures all,
      boolean champion,
      Promised promised,
      boolean weighted) {
    List<String> notes = new ArrayList<>();
    if (data.attacks() == 0) {
      notes.add("No attacks among these rows: recall, precision and lift cannot be told.");
    } else if (all.agentsAttacking() < FEW_ATTACKERS) {
      notes.add(
          "Attacks of only "
              + all.agentsAttacking()
              + " agents: what is not yet seen may be found less.");
    }
    if (data.ordinaryRows() == 0) {
      notes.add("No ordinary rows: no threshold and no false alerts can be told.");
    }
    if (promised == null) {
      notes.add("No calibrating rows: what a threshold set before would have done is not known.");
    } else if (promised.share() < 1) {
      notes.add(
          "The threshold set before comes from fewer agents than it is tested on; its promise is"
              + " scaled to theirs.");
    }
    if (data.excludedAttacks() > 0) {
      notes.add(
          data.excludedAttacks()
              + " attacks do not count: every minute of theirs was under a quota of ours, or"
              + " undetermined.");
    }
    if (weighted) {
      notes.add("Rows that were drawn for review stand for those that were not.");
    } else {
      notes.add("Attacks that nobody knows of count as ordinary here: recall is of known ones.");
    }
    if (!champion) {
      notes.add("Held against rules and baselines alone: there is no other model.");
    }
    notes.add(
        "A model is asked once a minute here, alone; the running detectors gather evidence over"
            + " minutes, and tell less and later.");
    return notes;
  }
}
