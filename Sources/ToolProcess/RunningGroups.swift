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

  /// Starts the leader of a group with `spawn` and notes it, in one step that ``killAll()`` waits for: else a program could
  /// be started and gate be gone before anybody knew of it.
  ///
  /// - Returns: what `spawn` returned: an error number and the leader's id; `ECANCELED` where nothing is started any more.
  static func start(_ spawn: () -> (code: Int32, leader: pid_t)) -> (code: Int32, leader: pid_t) {
    state.withLock { state in
      if state.isOver { return (ECANCELED, 0) }
      let (code, leader) = spawn()
      if code == 0 { state.leaders.insert(leader) }
      return (code, leader)
    }
  }

  /// Forgets the group of `leader`. To be called while the leader's id is still taken, so that ``killAll()`` never signals a
  /// group that has the number by chance.
  static func remove(_ leader: pid_t) {
    state.withLock { state in _ = state.leaders.remove(leader) }
  }

  /// Sends SIGKILL to every group, and lets none be started any more.
  static func killAll() {
    state.withLock { state in
      state.isOver = true
      for leader in state.leaders { kill(-leader, SIGKILL) }
    }
  }
}
