package io.gatewatch.ingest.planted;

import io.gatewatch.ingest.Exposure;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Something that must not be found anywhere afterwards. Made from the standards and makers' pages,
 * without a line or a list of what masks it.
 *
 * @param text as a person or a program writes it
 * @param kind what the masker should call it; null when it is a mere id
 */
public record Secret(String text, Sort sort, Exposure.Kind kind) {
  /** Sorts of secrets. */
  public enum Sort {
    CARD,
    GROUPED_CARD,
    IBAN,
    GROUPED_IBAN,
    EMAIL,
    PHONE,
    JWT,
    API_KEY,
    ACCOUNT_NUMBER,
    CUSTOMER_NUMBER
  }

  private static final String[] BINS = {
    "4", "4", "51", "52", "53", "54", "55", "2221", "2345", "2720", "37", "34", "6011", "3530", "62"
  };
  private static final String[] FIRST = {
    "maria", "john", "wei", "olga", "ahmed", "sofie", "jean-luc", "bjorn", "anna", "k.t", "xiu_li"
  };
  private static final String[] LAST = {
    "lopez", "smith", "zhang", "ivanova", "hassan", "nielsen", "martin", "mueller", "o'brien"
  };
  private static final String[] HOSTS = {
    "example.net", "mail.example.org", "post.example.co.uk", "example.de", "bank-mail.example.com"
  };
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** A secret of a sort. */
  public static Secret of(Sort sort, Random random) {
    return switch (sort) {
      case CARD -> new Secret(card(random), sort, Exposure.Kind.CARD);
      case GROUPED_CARD -> new Secret(groupedCard(random), sort, Exposure.Kind.CARD);
      case IBAN -> new Secret(iban(random), sort, Exposure.Kind.IBAN);
      case GROUPED_IBAN -> new Secret(grouped(iban(random), " "), sort, Exposure.Kind.IBAN);
      case EMAIL -> new Secret(email(random), sort, Exposure.Kind.EMAIL);
      case PHONE -> new Secret(phone(random), sort, Exposure.Kind.PHONE);
      case JWT ->
          new Secret(jwt("sub", "u" + random.nextInt(1 << 20), random), sort, Exposure.Kind.JWT);
      case API_KEY -> new Secret(key(random), sort, Exposure.Kind.API_KEY);
      case ACCOUNT_NUMBER -> new Secret(digits(8 + random.nextInt(5), random), sort, null);
      case CUSTOMER_NUMBER -> new Secret(customer(random), sort, null);
    };
  }

  /** An unsigned look-alike of a signed token with this claim. */
  static String jwt(String claim, String value, Random random) {
    String head = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"k" + random.nextInt(100) + "\"}";
    String claims =
        String.format(
            "{\"iss\":\"https://id.example.com\",\"%s\":\"%s\",\"iat\":1772442900}", claim, value);
    byte[] signature = new byte[32];
    random.nextBytes(signature);
    return url64(head.getBytes(StandardCharsets.UTF_8))
        + "."
        + url64(claims.getBytes(StandardCharsets.UTF_8))
        + "."
        + url64(signature);
  }

  static String url64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String card(Random random) {
    String bin = BINS[random.nextInt(BINS.length)];
    int length = bin.startsWith("3") && !bin.startsWith("35") ? 15 : 16;
    String body = bin + digits(length - 1 - bin.length(), random);
    int sum = 0;
    boolean twice = true;
    for (int i = body.length() - 1; i >= 0; i--, twice = !twice) {
      int digit = Character.digit(body.charAt(i), 10) * (twice ? 2 : 1);
      sum += digit / 10 + digit % 10;
    }
    return body + (10 - sum % 10) % 10;
  }

  private static String groupedCard(Random random) {
    String card = card(random);
    String joint = List.of(" ", "-").get(random.nextInt(2));
    return card.length() == 16
        ? grouped(card, joint)
        : String.join(joint, card.substring(0, 4), card.substring(4, 10), card.substring(10));
  }

  private static String grouped(String text, String joint) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i += 4) {
      out.append(i == 0 ? "" : joint).append(text, i, Math.min(text.length(), i + 4));
    }
    return out.toString();
  }

  private static String iban(Random random) {
    String[] shape =
        List.of(
                new String[] {"GB", letters(4, random) + digits(14, random)},
                new String[] {"DE", digits(18, random)},
                new String[] {"NL", letters(4, random) + digits(10, random)},
                new String[] {"FR", digits(10, random) + letters(2, random) + digits(11, random)},
                new String[] {"ES", digits(20, random)},
                new String[] {"NO", digits(11, random)},
                new String[] {"PL", digits(24, random)})
            .get(random.nextInt(7));
    StringBuilder number = new StringBuilder();
    for (char c : (shape[1] + shape[0]).toCharArray()) {
      number.append(Character.digit(c, 36));
    }
    int rest = new BigInteger(number + "00").mod(BigInteger.valueOf(97)).intValue();
    return shape[0] + String.format("%02d", 98 - rest) + shape[1];
  }

  private static String email(Random random) {
    String number = random.nextBoolean() ? "" : String.valueOf(random.nextInt(1000));
    return FIRST[random.nextInt(FIRST.length)]
        + "."
        + LAST[random.nextInt(LAST.length)]
        + number
        + "@"
        + HOSTS[random.nextInt(HOSTS.length)];
  }

  private static String phone(Random random) {
    int exchange = 200 + random.nextInt(800);
    int line = 1000 + random.nextInt(9000);
    return switch (random.nextInt(6)) {
      case 0 -> "+4477009" + digits(5, random);
      case 1 -> "+49 151 " + (1 + random.nextInt(9)) + digits(3, random) + " " + digits(4, random);
      case 2 -> "+1-" + (201 + random.nextInt(700)) + "-" + exchange + "-" + line;
      case 3 -> "(" + (201 + random.nextInt(700)) + ") " + exchange + "-" + line;
      case 4 -> "+44 (0)20 7" + digits(3, random) + " " + digits(4, random);
      default -> "0034 6" + digits(2, random) + " " + digits(3, random) + " " + digits(3, random);
    };
  }

  private static String key(Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> "AKIA" + upper(16, random);
      case 1 -> "ghp_" + base62(36, random);
      case 2 -> "sk_live_" + base62(24, random);
      case 3 -> "xoxb-" + digits(12, random) + "-" + digits(12, random) + "-" + base62(24, random);
      case 4 -> "AIza" + base62(35, random);
      case 5 -> "glpat-" + base62(20, random);
      default -> "npm_" + base62(36, random);
    };
  }

  private static String customer(Random random) {
    return letters(2, random) + digits(6, random) + letters(1, random) + digits(2, random);
  }

  private static String digits(int length, Random random) {
    return drawn("0123456789", length, random);
  }

  private static String letters(int length, Random random) {
    return drawn("ABCDEFGHIJKLMNOPQRSTUVWXYZ", length, random);
  }

  private static String upper(int length, Random random) {
    return drawn("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", length, random);
  }

  private static String base62(int length, Random random) {
    return drawn(BASE62, length, random);
  }

  private static String drawn(String from, int length, Random random) {
    StringBuilder out = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      out.append(from.charAt(random.nextInt(from.length())));
    }
    return out.toString();
  }

  /** Shows the sort alone. */
  @Override
  public String toString() {
    return "Secret[" + sort + "]";
  }
}
