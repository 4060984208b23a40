import CPCRE2
import Synchronization

/// Finds all matches of a ``GoPattern`` in a text.
///
/// Sendable is checked by hand: see ``CompiledPattern``.
final class GoMatcher: @unchecked Sendable {
  /// A match, and what its groups took; `nil` for a group that took no part.
  struct Match {
    var range: Range<Int>
    var groups: [Range<Int>?]
  }

  private let bytes: OpaquePointer
  /// For text that is UTF-8, in which a dot is a character; `nil` where the pattern cannot be compiled for it.
  private let text: OpaquePointer?

  /// Steps of a match besides those for the bytes that it passes.
  private static let matchLimit = 1_000_000
  private static let depthLimit: UInt32 = 5_000

  /// `nil` where PCRE2 refuses the pattern: it is too large for it.
  init?(_ pattern: GoPattern) {
    let text = Self.compile(pattern.translated, UInt32(PCRE2_UTF))
    guard let bytes = Self.compile(pattern.translated, 0) ?? text else { return nil }
    self.text = text
    self.bytes = bytes
  }

  deinit {
    pcre2_code_free_8(bytes)
    if let text, text != bytes { pcre2_code_free_8(text) }
  }

  private static func compile(_ pattern: String, _ mode: UInt32) -> OpaquePointer? {
    guard let context = pcre2_compile_context_create_8(nil) else { return nil }
    defer { pcre2_compile_context_free_8(context) }
    pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
    var number: CInt = 0
    var offset = 0
    let bytes = Array(pattern.utf8)
    // As in Go: `$` is the end alone, `^` in multi-line mode matches behind a last line end, too.
    let options =
      mode | UInt32(PCRE2_DOLLAR_ENDONLY) | UInt32(PCRE2_ALT_CIRCUMFLEX) | UInt32(PCRE2_NEVER_UCP)
      | UInt32(PCRE2_NEVER_BACKSLASH_C)
    guard let code = pcre2_compile_8(bytes, bytes.count, options, &number, &offset, context) else { return nil }
    _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
    return code
  }

  /// The matches in `subject`, one after the other, at most `limit`; `nil` where a match took more steps than it may.
  ///
  /// - Parameter isText: whether `subject` is UTF-8, which is not checked here.
  /// - Throws: `SecretScanningError.engineFailure` where PCRE2 fails.
  func matches(
    in subject: some RandomAccessCollection<UInt8>, isText: Bool, limit: Int
  ) throws(SecretScanningError) -> [Match]? {
    let code = isText ? text ?? bytes : bytes
    guard let data = pcre2_match_data_create_from_pattern_8(code, nil) else {
      throw .engineFailure("PCRE2 has no memory")
    }
    defer { pcre2_match_data_free_8(data) }
    guard let context = pcre2_match_context_create_8(nil) else { throw .engineFailure("PCRE2 has no memory") }
    defer { pcre2_match_context_free_8(context) }
    pcre2_set_match_limit_8(context, UInt32(clamping: Self.matchLimit + 16 * subject.count))
    pcre2_set_depth_limit_8(context, Self.depthLimit)
    let copy = Array(subject)
    let options = isText && text != nil ? UInt32(PCRE2_NO_UTF_CHECK) : 0
    var matches: [Match] = []
    var start = 0
    while start <= copy.count, matches.count < limit {
      let result = pcre2_match_8(code, copy, copy.count, start, options, data, context)
      if result == PCRE2_ERROR_NOMATCH { return matches }
      let limits = [
        PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_JIT_STACKLIMIT,
      ]
      if limits.contains(result) { return nil }
      guard result > 0, let offsets = pcre2_get_ovector_pointer_8(data) else {
        throw .engineFailure("PCRE2 answered \(result)")
      }
      let groupCount = Int(pcre2_get_ovector_count_8(data))
      let ranges = (0..<groupCount).map { group -> Range<Int>? in
        let (lower, upper) = (offsets[2 * group], offsets[2 * group + 1])
        return group < Int(result) && lower <= upper && upper <= copy.count && lower >= 0
          ? Int(lower)..<Int(upper) : nil
      }
      guard let whole = ranges[0] else { throw .engineFailure("PCRE2 gave no offsets") }
      // Go lets no empty match touch the one before.
      if !whole.isEmpty || matches.last.map({ $0.range.upperBound < whole.lowerBound }) ?? true {
        matches.append(Match(range: whole, groups: Array(ranges.dropFirst())))
      }
      start = whole.isEmpty ? Self.next(after: whole.upperBound, in: copy) : whole.upperBound
    }
    return matches
  }

  private static func next(after offset: Int, in bytes: [UInt8]) -> Int {
    var next = offset + 1
    while next < bytes.count, bytes[next] & 0xc0 == 0x80 { next += 1 }
    return next
  }
}
