package io.gatewatch.replaydata.replay;

/** Text from outside, made harmless for a page. */
public final class HtmlText {
  private HtmlText() {}

  /** The same text for an element or a quoted attribute. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
