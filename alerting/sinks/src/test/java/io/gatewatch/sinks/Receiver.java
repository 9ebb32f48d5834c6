package io.gatewatch.sinks;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An HTTP receiver on a free port: keeps what comes, answers 200 or what it was told to. */
final class Receiver implements AutoCloseable {
  final BlockingQueue<AggregatedHttpRequest> taken = new LinkedBlockingQueue<>();
  private final Queue<ResponseHeaders> answers = new ConcurrentLinkedQueue<>();
  private final Server server;

  Receiver() {
    server =
        Server.builder()
            .http(0)
            .serviceUnder(
                "/",
                (context, request) ->
                    HttpResponse.of(
                        request
                            .aggregate()
                            .thenApply(
                                whole -> {
                                  taken.add(whole);
                                  ResponseHeaders next = answers.poll();
                                  return HttpResponse.of(
                                      next == null ? ResponseHeaders.of(HttpStatus.OK) : next);
                                })))
            .build();
    server.start().join();
  }

  Receiver answering(int... statuses) {
    for (int status : statuses) {
      answers.add(ResponseHeaders.of(HttpStatus.valueOf(status)));
    }
    return this;
  }

  Receiver answering(ResponseHeaders answer) {
    answers.add(answer);
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + server.activeLocalPort();
  }

  @Override
  public void close() {
    server.stop().join();
  }
}
