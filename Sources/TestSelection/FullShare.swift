internal import Digests

/// The share of contents on which every test runs, whatever is known of it.
///
/// Whether a content is among them follows from the content alone: every machine says the same, and so does the next run.
package struct FullShare: Hashable, Sendable {
  /// From 0 to 100.
  package let percent: Int

  package static let never = FullShare(percent: 0)
  package static let always = FullShare(percent: 100)
  /// Where gate.yml says nothing: one content in twenty.
  package static let standard = FullShare(percent: 5)

  package init(percent: Int) { self.percent = min(max(percent, 0), 100) }

  /// Whether the content with this digest or tree id is among them.
  package func includes(_ content: [UInt8]) -> Bool {
    if percent == 0 || percent == 100 { return percent == 100 }
    let digest = Digest256.of(Array("gate full 1\0".utf8) + content)
    return digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 100 < UInt64(percent)
  }
}
