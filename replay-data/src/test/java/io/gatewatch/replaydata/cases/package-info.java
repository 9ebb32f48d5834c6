/** The cases that ship: made here, call by call, and held against what they say of themselves. */
package io.gatewatch.replaydata.cases;
