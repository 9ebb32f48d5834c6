package io.gatewatch.console;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The small page that asks for the token. Its style is inline, known to the policy by hash. */
final class LoginPage {
  private static final String STYLE = Resources.text("login.css");
  private static final String PAGE = Resources.text("login.html");

  private LoginPage() {}

  /** Asks for the token; after a wrong one, says so. */
  static HttpResponse ask(boolean wasWrong) {
    String note = wasWrong ? "That is not the token of this run." : "";
    String page = PAGE.replace("/*style*/", STYLE).replace("<!--note-->", note);
    return Reply.of(HttpStatus.UNAUTHORIZED, MediaType.HTML_UTF_8, HttpData.ofUtf8(page));
  }

  static String styleHash() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
