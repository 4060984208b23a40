/// A name with at most one `*` that stands for any text, as `paths`, `exports` and `imports` have it.
enum ScriptPattern {
  /// What `target` means where `pattern` fits `name`; `nil` where it does not.
  static func apply(_ pattern: String, to name: String, target: String) -> String? {
    guard let star = pattern.firstIndex(of: "*") else { return pattern == name ? target : nil }
    let (before, after) = (pattern[..<star], pattern[pattern.index(after: star)...])
    guard name.count >= before.count + after.count, name.hasPrefix(before), name.hasSuffix(after) else { return nil }
    let text = name.dropFirst(before.count).dropLast(after.count)
    return target.split(separator: "*", omittingEmptySubsequences: false).joined(separator: String(text))
  }
}
