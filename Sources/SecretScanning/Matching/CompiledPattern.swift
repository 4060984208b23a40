import CPCRE2
import Synchronization

/// A PCRE2 pattern over bytes, compiled just in time where the machine can.
///
/// Sendable is checked by hand: a compiled pattern is constant after `pcre2_jit_compile` and may be shared (pcre2api(3),
/// "Multithreading"); what a match writes to is handed out to one match at a time.
final class CompiledPattern: @unchecked Sendable {
  private let code: OpaquePointer
  private let idle: Mutex<[Workspace]> = Mutex([])

  /// What one match writes to, and its limits.
  private struct Workspace: @unchecked Sendable {
    let data: OpaquePointer
    let context: OpaquePointer

    init?(for code: OpaquePointer) {
      guard let data = pcre2_match_data_create_from_pattern_8(code, nil) else { return nil }
      guard let context = pcre2_match_context_create_8(nil) else {
        pcre2_match_data_free_8(data)
        return nil
      }
      pcre2_set_match_limit_8(context, CompiledPattern.matchLimit)
      pcre2_set_depth_limit_8(context, CompiledPattern.depthLimit)
      self.data = data
      self.context = context
    }

    func free() {
      pcre2_match_data_free_8(data)
      pcre2_match_context_free_8(context)
    }
  }

  /// What came of a match.
  enum Answer {
    case found(whole: Range<Int>, secret: Range<Int>)
    case nothing
    /// The limit on work was reached before there was an answer.
    case undecided
  }

  /// How many steps a match may take: far more than any of our patterns needs on ordinary text.
  private static let matchLimit: UInt32 = 200_000
  private static let depthLimit: UInt32 = 2_000

  /// - Throws: `SecretScanningError.invalidPattern` naming `rule`.
  init(_ pattern: String, rule: String) throws(SecretScanningError) {
    var number: CInt = 0
    var offset = 0
    let bytes = Array(pattern.utf8)
    let options =
      UInt32(PCRE2_NEVER_UTF) | UInt32(PCRE2_NEVER_UCP) | UInt32(PCRE2_NEVER_BACKSLASH_C)
      | UInt32(PCRE2_USE_OFFSET_LIMIT)
    guard let code = pcre2_compile_8(bytes, bytes.count, options, &number, &offset, nil) else {
      throw .invalidPattern(rule: rule, message: "error \(number) at \(offset)")
    }
    // Without JIT the interpreter gives the same answers.
    _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
    self.code = code
  }

  deinit {
    idle.withLock { workspaces in
      for workspace in workspaces { workspace.free() }
      workspaces = []
    }
    pcre2_code_free_8(code)
  }

  /// What one scan searches with, one search after the other.
  final class Search {
    private let pattern: CompiledPattern
    private let workspace: Workspace

    init(_ pattern: CompiledPattern) throws(SecretScanningError) {
      guard let workspace = pattern.idle.withLock({ $0.popLast() }) ?? Workspace(for: pattern.code) else {
        throw .engineFailure("PCRE2 has no memory")
      }
      self.pattern = pattern
      self.workspace = workspace
    }

    deinit {
      let workspace = workspace
      pattern.idle.withLock { $0.append(workspace) }
    }

    /// The first match in `bytes[range]` that begins at `latest` at the latest; lookbehind sees what is before the range.
    func firstMatch(
      in bytes: [UInt8], _ range: Range<Int>, startingBy latest: Int
    ) throws(SecretScanningError) -> Answer {
      let (data, context) = (workspace.data, workspace.context)
      pcre2_set_offset_limit_8(context, latest)
      let result = pcre2_match_8(pattern.code, bytes, range.upperBound, range.lowerBound, 0, data, context)
      return try CompiledPattern.answer(result, data, in: bytes)
    }
  }

  private static func answer(
    _ result: CInt, _ data: OpaquePointer, in bytes: [UInt8]
  ) throws(SecretScanningError) -> Answer {
    switch result {
    case PCRE2_ERROR_NOMATCH:
      return .nothing
    case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_JIT_STACKLIMIT:
      return .undecided
    case ..<0:
      throw .engineFailure("PCRE2 answered \(result)")
    default:
      guard let offsets = pcre2_get_ovector_pointer_8(data) else { throw .engineFailure("PCRE2 gave no offsets") }
      let whole = Int(offsets[0])..<Int(offsets[1])
      // Group 1, where the pattern has one and it took part.
      guard result > 1, offsets[2] >= 0, offsets[2] <= offsets[3], offsets[3] <= bytes.count else {
        return .found(whole: whole, secret: whole)
      }
      return .found(whole: whole, secret: Int(offsets[2])..<Int(offsets[3]))
    }
  }
}
