package io.gatewatch.console;

import io.gatewatch.alerting.Alert;
import java.util.List;

/**
 * Some rows of the list of alerts.
 *
 * @param total how many match the query on all pages
 * @param nextCursor where the next page begins; null on the last one
 */
record AlertPage(List<Alert> alerts, int total, String nextCursor) {}
