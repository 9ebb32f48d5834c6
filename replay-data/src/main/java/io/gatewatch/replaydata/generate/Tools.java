package io.gatewatch.replaydata.generate;

/** Programs that attackers and passers-by use. */
final class Tools {
  static final String[] NAMES = {
    "python-httpx/0.27.2",
    "python-requests/2.32.3",
    "Go-http-client/1.1",
    "okhttp/4.12.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/129.0.0.0 Safari/537.36",
    "axios/1.7.7",
    "curl/8.5.0",
  };

  private Tools() {}
}
