package io.gatewatch.console;

import java.util.List;

/** The body of {@code GET /api/v1/quotas}. */
record QuotaList(List<QuotaView> quotas) {}
