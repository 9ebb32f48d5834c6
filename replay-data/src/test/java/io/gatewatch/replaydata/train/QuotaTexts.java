package io.gatewatch.replaydata.train;

import java.time.Instant;

/** Quota updates on agents of bank/edge as they stand on {@code gatewatch.quotas}. */
public final class QuotaTexts {
  private QuotaTexts() {}

  /** One on all operations, which holds for so many seconds. */
  public static String of(String id, Instant time, String mode, double factor, int seconds) {
    return """
        {"schema":1,"quotaId":"q","key":"bank/edge/*/%s","time":"%s","agentId":"%s","agentName":null,\
        "identity":null,"scope":"*","kind":"rate_limit","controllerEpoch":0,"version":%d,"mode":"%s",\
        "action":"%s","factor":%s,"limit":{"requests":40,"windowSeconds":60,"burst":9,\
        "counts":"admitted","per":"group"},"baseLimit":null,"reason":"r","alertIds":[],\
        "ttlSeconds":%d,"issuedAt":"%s","expiresAt":"%s","approval":"not_needed","approvedBy":null,\
        "collateral":null,"issuer":"i","except":[]}"""
        .formatted(
            id,
            time,
            id,
            time.getEpochSecond() / 60,
            mode,
            factor < 1 ? "throttle" : "restore",
            factor,
            seconds,
            time,
            time.plusSeconds(seconds));
  }
}
