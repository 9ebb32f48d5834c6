package io.gatewatch.ingest.masking;

/**
 * Digits as people write them, in one piece or in groups: reads up to six groups ahead and says
 * whether a card number or a phone number starts here. Confined to one thread.
 */
final class DigitGroups {
  private static final int MOST_GROUPS = 6;
  private static final int MOST_DIGITS = 24;
  private static final int MOST_JOINTS = 3;

  private final byte[] digits = new byte[MOST_DIGITS];
  private final int[] totals = new int[MOST_GROUPS];
  private final int[] ends = new int[MOST_GROUPS];
  private byte[] text;
  private int length;
  private int start;
  private int groups;

  /** Reads the digits that start here, of which the first group ends there. */
  void read(byte[] source, int from, int to, int sourceLength) {
    text = source;
    length = sourceLength;
    start = from;
    groups = 0;
    int at = from;
    int end = to;
    int total = 0;
    while (end > 0 && groups < MOST_GROUPS && total + (end - at) <= MOST_DIGITS) {
      for (; at < end; at++) {
        digits[total++] = text[at];
      }
      totals[groups] = total;
      ends[groups++] = end;
      at = afterJoint(end);
      if (at < 0) {
        return;
      }
      end = endOfDigits(at);
    }
  }

  /** Where a card number in one piece ends; −1 when it is none. */
  int endOfCard() {
    return groups > 0 && CardNumber.is(digits, totals[0]) ? ends[0] : -1;
  }

  /** Where a card number in the groups that are printed on cards ends; −1 when it is none. */
  int endOfGroupedCard() {
    int last = lastGroupOfCard();
    if (last < 0 || !CardNumber.is(digits, totals[last])) {
      return -1;
    }
    byte joint = text[ends[0]];
    boolean loose = joint == ' ' || joint == '+' || joint == '/';
    return loose || (!goesOn(ends[last], joint) && !cameFrom(joint)) ? ends[last] : -1;
  }

  /** Where a phone number ends that has a plus before its country code; −1 when it is none. */
  int endOfInternationalPhone() {
    boolean plus = groups > 0 && start > 0 && text[start - 1] == '+';
    if (!plus || (start > 1 && Ascii.isAlphanumeric(text[start - 2]))) {
      return -1;
    }
    dropTrunkZero();
    for (int last = groups - 1; last >= 0; last--) {
      if (PhoneNumber.isInternational(digits, 0, totals[last])) {
        return ends[last];
      }
    }
    return -1;
  }

  /** Where a phone number in groups without a plus ends; −1 when it is none. */
  int endOfNationalPhone() {
    if (groups < 2 || (start > 0 && text[start - 1] == '+') || !isWrittenLikePhone()) {
      return -1;
    }
    int last = groups - 1;
    if (groups >= 3 && totals[0] == 3 && totals[1] == 6 && totals[2] == 10) {
      last = 2;
    }
    if (goesOn(ends[last], text[ends[0]]) || cameFrom(text[ends[0]])) {
      return -1;
    }
    return isNational(last) ? ends[last] : -1;
  }

  /** Where 7 to 15 digits end, however they are grouped; −1 when there are fewer or more. */
  int endOfNamedPhone() {
    int last = groups - 1;
    boolean fits =
        groups > 0 && totals[last] >= PhoneNumber.SHORTEST && totals[last] <= PhoneNumber.LONGEST;
    return fits ? ends[last] : -1;
  }

  private boolean isNational(int last) {
    int total = totals[last];
    if (digits[0] == '0' && digits[1] == '0') {
      return totals[0] >= 3 && totals[0] <= 5 && PhoneNumber.isInternational(digits, 2, total);
    }
    if (last == 2 && totals[0] == 3 && totals[1] == 6 && total == 10) {
      return PhoneNumber.isNorthAmerican(digits, 0) || PhoneNumber.isNational(digits, total, 3);
    }
    boolean pairs = groups == 5 && totals[0] == 2 && totals[1] == 4 && total == 10;
    return PhoneNumber.isNational(digits, total, pairs ? 3 : totals[0]);
  }

  /** +44 (0)20 7946 0958: the zero is for those who call from within. */
  private void dropTrunkZero() {
    if (groups > 2 && totals[1] - totals[0] == 1 && digits[totals[0]] == '0') {
      System.arraycopy(digits, totals[0] + 1, digits, totals[0], MOST_DIGITS - totals[0] - 1);
      for (int i = 1; i < groups; i++) {
        totals[i]--;
      }
    }
  }

  /** 4-4-4-4, 4-4-4-4-3, 4-6-5 or 4-6-4, parted by the same one character; −1 for anything else. */
  private int lastGroupOfCard() {
    if (groups < 3 || totals[0] != 4) {
      return -1;
    }
    int second = totals[1] - totals[0];
    int last = second == 6 ? 2 : second == 4 ? 3 : -1;
    if (last < 0 || groups <= last) {
      return -1;
    }
    if (last == 2 && (totals[2] < 14 || totals[2] > 15)) {
      return -1;
    }
    if (last == 3 && (totals[2] != 12 || totals[3] != 16)) {
      return -1;
    }
    last = last == 3 && groups > 4 && totals[4] == 19 && CardNumber.is(digits, 19) ? 4 : last;
    for (int i = 0; i < last; i++) {
      if (text[ends[i]] != text[ends[0]] || !Ascii.isDigit(text[ends[i] + 1])) {
        return -1;
      }
    }
    return last;
  }

  /** Blanks, dashes and brackets, or dots; never slashes, which part segments. */
  private boolean isWrittenLikePhone() {
    for (int i = 0; i + 1 < groups; i++) {
      for (int at = ends[i]; !Ascii.isDigit(text[at]); at++) {
        if (text[at] == '/' || text[at] == '_') {
          return false;
        }
      }
    }
    return true;
  }

  private boolean goesOn(int end, byte joint) {
    return end + 1 < length && text[end] == joint && Ascii.isDigit(text[end + 1]);
  }

  private boolean cameFrom(byte joint) {
    return start > 1 && text[start - 1] == joint && Ascii.isDigit(text[start - 2]);
  }

  /** Where the next group starts behind one to three joints; −1 when none does. */
  private int afterJoint(int end) {
    int at = end;
    while (at < length && at - end < MOST_JOINTS && " -.()/+_".indexOf(text[at]) >= 0) {
      at++;
    }
    return at > end && at < length && Ascii.isDigit(text[at]) ? at : -1;
  }

  /** Where a group ends; −1 when letters follow, which make it something else. */
  private int endOfDigits(int from) {
    int to = from;
    while (to < length && Ascii.isDigit(text[to])) {
      to++;
    }
    return to < length && Ascii.isLetter(text[to]) ? -1 : to;
  }
}
