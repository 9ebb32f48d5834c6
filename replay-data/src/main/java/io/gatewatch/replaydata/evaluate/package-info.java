/**
 * How good a run was, held against what is known of its traffic: {@code TruthFile} and {@code
 * RunFiles} read, {@code Judgement} decides of each attack, alert and cut what it was, {@code
 * Evaluation} counts them, and text, JSON and page tell it. What counts as found and as false is
 * written in the README of the roof.
 */
package io.gatewatch.replaydata.evaluate;
