/**
 * How good a model is, what it adds to rules alone, and how much of that is sure: figures with
 * intervals, a page, and a queue of quiet minutes for people to look at, without which nobody knows
 * what was missed.
 */
package io.gatewatch.models.evaluation;
