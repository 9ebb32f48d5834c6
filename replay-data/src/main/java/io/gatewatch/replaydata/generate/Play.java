package io.gatewatch.replaydata.generate;

import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * How a variant is cast and played: through whom, from where, and what is done. Immutable; each
 * method gives a changed copy.
 *
 * @param anonymous share that comes from nobody the gateway knows
 * @param fits agents that it is done through when somebody authenticates
 * @param elsewhere share of an agent's attacks that come from networks which are not its own
 * @param least fewest networks, where it is not from the agent's own
 * @param most most networks
 * @param namesVictim whether strangers use an agent's name
 * @param acting what is done
 */
record Play(
    double anonymous,
    Predicate<Agent> fits,
    double elsewhere,
    int least,
    int most,
    boolean namesVictim,
    Acting acting) {

  private static final double SOMETIMES = 0.4;

  /** Puts the sessions of an attack on the stage. */
  interface Acting {
    void act(Attack attack, Scene scene);
  }

  /** By agents of these kinds, sometimes from a network that is not theirs. */
  static Play by(AgentKind... kinds) {
    List<AgentKind> all = List.of(kinds);
    return new Play(0, a -> all.contains(a.kind()), SOMETIMES, 1, 1, false, (attack, scene) -> {});
  }

  /** By strangers of one network. */
  static Play byStrangers() {
    return new Play(1, a -> false, 1, 1, 1, false, (attack, scene) -> {});
  }

  Play orStrangers(double share) {
    return new Play(share, fits, elsewhere, least, most, namesVictim, acting);
  }

  Play ifAgent(Predicate<Agent> also) {
    return new Play(anonymous, fits.and(also), elsewhere, least, most, namesVictim, acting);
  }

  /** From where the agent always comes from. */
  Play fromHome() {
    return new Play(anonymous, fits, 0, 0, 0, namesVictim, acting);
  }

  /** From so many networks, none of them the agent's own. */
  Play fromNetworks(int fewest, int highest) {
    return new Play(anonymous, fits, 1, fewest, highest, namesVictim, acting);
  }

  /** In the name of an agent of these kinds, who has no part in it. */
  Play inTheNameOf(AgentKind... kinds) {
    List<AgentKind> all = List.of(kinds);
    return new Play(anonymous, a -> all.contains(a.kind()), elsewhere, least, most, true, acting);
  }

  Play acting(Acting newActing) {
    return new Play(anonymous, fits, elsewhere, least, most, namesVictim, newActing);
  }

  /** One session from one place. */
  Play steps(BiFunction<Attack, Draw, Iterator<Step>> script) {
    return acting(
        (attack, scene) ->
            scene.enter(attack.from(), scene.caller(), draw -> script.apply(attack, draw)));
  }
}
