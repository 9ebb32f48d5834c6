package io.gatewatch.replaydata.up;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ArchivedExecutionGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** Watches a submitted job until all its tasks run, or until it has failed once. */
record JobStart(MiniCluster cluster, JobID job) {

  private static final long LOOK_EVERY_MILLIS = 50;
  private static final Duration CANCELLED_WITHIN = Duration.ofSeconds(20);

  /** True when every task runs; otherwise the job is cancelled and gone. */
  boolean runsWithin(Duration patience) throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      ArchivedExecutionGraph graph = cluster.getArchivedExecutionGraph(job).get();
      if (allRun(graph)) {
        return true;
      }
      if (graph.getFailureInfo() != null || graph.getState().isTerminalState()) {
        break;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
    cancel();
    return false;
  }

  private static boolean allRun(ArchivedExecutionGraph graph) {
    if (graph.getState() != JobStatus.RUNNING) {
      return false;
    }
    boolean any = false;
    for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
      any = true;
      if (task.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return any;
  }

  private void cancel() throws ExecutionException, InterruptedException {
    if (!cluster.getJobStatus(job).get().isTerminalState()) {
      cluster.cancelJob(job).get();
    }
    long deadline = System.nanoTime() + CANCELLED_WITHIN.toNanos();
    while (!cluster.getJobStatus(job).get().isTerminalState() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
  }
}
