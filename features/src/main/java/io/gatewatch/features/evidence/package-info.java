/**
 * Own evidence: streams of small surprises, each against what is usual for this agent alone, each
 * gathering over time by itself.
 *
 * <p>Every stream asks one yes-or-no question of each call ("does it touch an object that this
 * agent never touched?") or counts something a minute. A {@link
 * io.gatewatch.features.evidence.Baseline} learns how often the answer is yes, and how unevenly; a
 * {@link io.gatewatch.features.evidence.Wealth} bets that it has become more often. Its capital is
 * an e-detector: M ← max(1, M) · e with E[e] ≤ 1 as long as nothing has changed, so that capital of
 * 10⁶ comes by chance about once in 10⁶ rounds (Shin, Ramdas &amp; Rinaldo, "E-detectors", 2023;
 * Waudby-Smith &amp; Ramdas, "Estimating means of bounded random variables by betting", 2024).
 */
package io.gatewatch.features.evidence;
