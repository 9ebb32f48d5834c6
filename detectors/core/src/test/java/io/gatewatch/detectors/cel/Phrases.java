package io.gatewatch.detectors.cel;

import io.gatewatch.features.Feature;
import java.util.Random;

/** Conditions that type-check, made up at random. */
final class Phrases {
  private static final String[] ORDERS = {"<", "<=", ">", ">=", "==", "!="};
  private static final String[] TEXTS = {
    "call.method",
    "call.route",
    "call.operationGroup",
    "call.sensitivity",
    "who.kind",
    "who.agentName"
  };
  private static final String[] WORDS = {
    "\"GET\"", "'/accounts'", "''", "\"agent\"", "'accounts.read'", "'/'"
  };
  private static final String[] PATTERNS = {
    "'/acc.*'", "'^$'", "'t(s|\\\\.read)$'", "'^[A-Z]{3}$'"
  };
  private static final String[] MATCHES = {"startsWith", "endsWith", "contains"};

  private final Random random;

  Phrases(Random random) {
    this.random = random;
  }

  String bool(int depth) {
    if (depth == 0) {
      return comparison(0);
    }
    return switch (random.nextInt(9)) {
      case 0, 1 -> "(" + bool(depth - 1) + " && " + bool(depth - 1) + ")";
      case 2, 3 -> "(" + bool(depth - 1) + " || " + bool(depth - 1) + ")";
      case 4 -> "!(" + bool(depth - 1) + ")";
      case 5 -> "(" + bool(depth - 1) + " ? " + bool(depth - 1) + " : " + bool(depth - 1) + ")";
      case 6 ->
          "((" + bool(depth - 1) + one(new String[] {") == (", ") != ("}) + bool(depth - 1) + "))";
      default -> comparison(depth);
    };
  }

  private String comparison(int depth) {
    return switch (random.nextInt(9)) {
      case 8 -> one(TEXTS) + ".matches(" + one(PATTERNS) + ")";
      case 0 -> one(TEXTS) + (random.nextBoolean() ? " == " : " != ") + one(WORDS);
      case 1 -> one(TEXTS) + "." + one(MATCHES) + "(" + one(WORDS) + ")";
      case 2 -> one(TEXTS) + " in [" + one(WORDS) + ", " + one(WORDS) + "]";
      case 3 -> number(depth) + " in [0, 60, 0.5]";
      case 4 -> "call.present";
      default -> number(depth) + " " + one(ORDERS) + " " + number(depth);
    };
  }

  private String number(int depth) {
    if (depth == 0) {
      return switch (random.nextInt(6)) {
        case 0 -> "limit";
        case 1 -> one(new String[] {"60", "0", "0.5", "2.0", "12", "1e300"});
        case 2 ->
            one(
                new String[] {
                  "call.status", "peers.count", "peers.median_calls", "peers.elevated_share"
                });
        default -> Feature.values()[random.nextInt(Feature.values().length)].id();
      };
    }
    String a = number(depth - 1);
    String b = number(depth - 1);
    return switch (random.nextInt(8)) {
      case 0 -> "(" + a + " + " + b + ")";
      case 1 -> "(" + a + " - " + b + ")";
      case 2 -> "(" + a + " * " + b + ")";
      case 3 -> "(" + a + " / " + b + ")";
      case 4 -> "max(" + a + ", " + b + ")";
      case 5 -> "min(" + a + ", " + b + ")";
      case 6 -> "(" + bool(depth - 1) + " ? " + a + " : " + b + ")";
      default -> "(-" + a + ")";
    };
  }

  private String one(String[] of) {
    return of[random.nextInt(of.length)];
  }
}
