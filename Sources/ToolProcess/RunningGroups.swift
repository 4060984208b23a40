import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The process groups that gate has started and that are not over, for the one case in which nobody has time to end them
/// one by one.
enum RunningGroups {
  private struct State {
    var leaders: Set<pid_t> = []
    var isOver = false
  }

  private static let state = Mutex(State())

  /// Notes the group of `leader`. Once ``killAll()`` was called, it is killed on the spot.
  static func add(_ leader: pid_t) {
    state.withLock { state in
      state.leaders.insert(leader)
      if state.isOver { kill(-leader, SIGKILL) }
    }
  }

  /// Forgets the group of `leader`. To be called while the leader's id is still taken, so that ``killAll()`` never signals a
  /// group that has the number by chance.
  static func remove(_ leader: pid_t) {
    state.withLock { state in _ = state.leaders.remove(leader) }
  }

  /// Sends SIGKILL to every group, and to those that are yet to be added.
  static func killAll() {
    state.withLock { state in
      state.isOver = true
      for leader in state.leaders { kill(-leader, SIGKILL) }
    }
  }
}
