package import GateModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Splits a list of paths over several command lines.
package enum ArgumentBatches {
  /// How many bytes the arguments of one command may take beside its environment: what execve(2) allows, less what
  /// `environment` and `fixed` take, and a margin of 4 KiB; at most 1 MiB, more gains nothing.
  package static func byteLimit(environment: [String: String], fixed: [[UInt8]]) -> Int {
    let maximum = max(Int(sysconf(Int32(_SC_ARG_MAX))), 32 << 10)
    let taken = environment.reduce(0) { $0 + $1.key.utf8.count + 1 + $1.value.utf8.count + cost }
    return min(1 << 20, maximum - taken - fixed.reduce(0) { $0 + $1.count + cost } - 4096)
  }

  /// `paths` in as few lists as fit, but in up to `width` of them of about the same length where there is enough for each
  /// (`worthwhile` paths), in order.
  ///
  /// - Returns: `nil` where a single path is too long for any command.
  package static func split(
    _ paths: [[UInt8]], byteLimit: Int, width: Int, worthwhile: Int = 8
  ) -> [[[UInt8]]]? {
    if paths.isEmpty { return [] }
    // One argument may not be longer than 128 KiB (MAX_ARG_STRLEN in Linux).
    guard paths.allSatisfy({ $0.count < 128 << 10 && $0.count + cost <= byteLimit }) else { return nil }
    let parts = max(1, min(width, paths.count / max(1, worthwhile)))
    let length = (paths.count + parts - 1) / parts
    var batches: [[[UInt8]]] = []
    var batch: [[UInt8]] = []
    var bytes = 0
    for path in paths {
      if batch.count == length || bytes + path.count + cost > byteLimit {
        batches.append(batch)
        batch = []
        bytes = 0
      }
      batch.append(path)
      bytes += path.count + cost
    }
    batches.append(batch)
    return batches
  }

  /// `path` as an argument that no program takes for an option.
  package static func argument(_ path: RepositoryPath) -> [UInt8] {
    path.bytes.first == UInt8(ascii: "-") ? Array("./".utf8) + path.bytes : path.bytes
  }

  /// Each string costs its terminator and a pointer.
  private static let cost = 1 + MemoryLayout<UnsafeRawPointer>.size
}
