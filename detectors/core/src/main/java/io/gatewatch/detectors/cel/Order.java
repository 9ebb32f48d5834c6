package io.gatewatch.detectors.cel;

/** How two numbers are compared. With NaN only {@code !=} holds. */
enum Order {
  LESS("_<_"),
  AT_MOST("_<=_"),
  MORE("_>_"),
  AT_LEAST("_>=_"),
  EQUAL("_==_"),
  OTHER("_!=_");

  private final String function;

  Order(String function) {
    this.function = function;
  }

  boolean holds(double left, double right) {
    return switch (this) {
      case LESS -> left < right;
      case AT_MOST -> left <= right;
      case MORE -> left > right;
      case AT_LEAST -> left >= right;
      case EQUAL -> left == right;
      case OTHER -> left != right;
    };
  }

  /** The same said from the other side: a &lt; b is b &gt; a. */
  Order mirrored() {
    return switch (this) {
      case LESS -> MORE;
      case AT_MOST -> AT_LEAST;
      case MORE -> LESS;
      case AT_LEAST -> AT_MOST;
      default -> this;
    };
  }

  /** By CEL's name of it; null when it is none. */
  static Order of(String function) {
    for (Order order : values()) {
      if (order.function.equals(function)) {
        return order;
      }
    }
    return null;
  }
}
