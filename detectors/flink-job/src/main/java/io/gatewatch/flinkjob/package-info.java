/**
 * The engine room of the heavy middle: observe, merge and judge as Flink operators. No class here
 * decides anything about traffic; each lends a fold its state, its time and its transport.
 */
package io.gatewatch.flinkjob;
