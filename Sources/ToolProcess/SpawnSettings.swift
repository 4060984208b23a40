import CSpawn
import GateModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What happens to the descriptors and the directory of a child between fork and exec.
struct FileActions {
  #if canImport(Darwin)
    var raw: posix_spawn_file_actions_t? = nil
  #else
    var raw = posix_spawn_file_actions_t()
  #endif

  init() { posix_spawn_file_actions_init(&raw) }

  mutating func destroy() { posix_spawn_file_actions_destroy(&raw) }

  mutating func changeDirectory(_ directory: LocalPath) {
    _ = directory.withCString { gate_spawn_add_chdir(&raw, $0) }
  }

  mutating func duplicate(_ descriptor: Int32, as target: Int32) {
    posix_spawn_file_actions_adddup2(&raw, descriptor, target)
  }

  mutating func openNull(as target: Int32) {
    posix_spawn_file_actions_addopen(&raw, target, "/dev/null", O_RDONLY, 0)
  }

  /// Both outputs go to the end of the file at `path`, which is emptied first and only for this user to read.
  mutating func openLog(_ path: LocalPath) {
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_NOFOLLOW
    _ = path.withCString { posix_spawn_file_actions_addopen(&raw, STDOUT_FILENO, $0, flags, 0o600) }
    duplicate(STDOUT_FILENO, as: STDERR_FILENO)
  }

  /// Nothing that some other part of gate opened without `O_CLOEXEC` may reach a child: descriptors from `first` on.
  mutating func closeTheRest(from first: Int32 = 3) {
    _ = gate_spawn_add_close_from(&raw, first)
  }
}

/// How a child starts: session, signal mask, signal dispositions.
struct SpawnAttributes {
  #if canImport(Darwin)
    var raw: posix_spawnattr_t? = nil
  #else
    var raw = posix_spawnattr_t()
  #endif

  /// A session of its own, not only a group: a program that asks for a password finds no terminal and says so, instead of
  /// being stopped in the background until its time is up. No signal is ignored, and none blocked but `blocked`.
  init(blocking blocked: Int32? = nil) {
    posix_spawnattr_init(&raw)
    var mask = sigset_t()
    sigemptyset(&mask)
    if let blocked { sigaddset(&mask, blocked) }
    posix_spawnattr_setsigmask(&raw, &mask)
    var all = sigset_t()
    sigfillset(&all)
    sigdelset(&all, SIGKILL)
    sigdelset(&all, SIGSTOP)
    posix_spawnattr_setsigdefault(&raw, &all)
    let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(gate_spawn_flags())
    posix_spawnattr_setflags(&raw, Int16(truncatingIfNeeded: flags))
  }

  mutating func destroy() { posix_spawnattr_destroy(&raw) }
}

/// A NULL-terminated array of C strings, freed with its owner.
final class CStrings {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ strings: [[UInt8]]) {
    count = strings.count
    pointers = .allocate(capacity: count + 1)
    for (index, string) in strings.enumerated() {
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: string.count + 1)
      for (offset, byte) in string.enumerated() { copy[offset] = CChar(bitPattern: byte) }
      copy[string.count] = 0
      (pointers + index).initialize(to: copy)
    }
    (pointers + count).initialize(to: nil)
  }

  deinit {
    for index in 0..<count { pointers[index]?.deallocate() }
    pointers.deinitialize(count: count + 1)
    pointers.deallocate()
  }
}
