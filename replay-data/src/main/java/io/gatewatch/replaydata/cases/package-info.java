/**
 * Cases: a few calls, and what must be said of them. A {@code CaseFile} says it, {@code CaseRun}
 * plays it with its detector and without, {@code CaseResult} is what differed, and the {@code
 * Ledger} adds up what is covered, by detector, category, OWASP and ATT&amp;CK.
 */
package io.gatewatch.replaydata.cases;
