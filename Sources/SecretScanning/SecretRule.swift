package import GateModel

/// One kind of credential: how it is found, what proves it, and how it is mended. A rule carries its examples.
package struct SecretRule: Sendable {
  /// Who issues the credential and takes it back. Fingerprints are of a family and a secret, so that they outlive the renaming or
  /// splitting of a rule.
  package struct Family: Hashable, Sendable {
    /// The issuer, in lower case: part of fingerprints, never changed.
    package var name: String
    /// Where the credential is revoked, as a sentence.
    package var revocation: String

    init(_ name: String, _ revocation: String) {
      self.name = name
      self.revocation = revocation
    }
  }

  /// Texts that must and must not match; what must be found is between `«` and `»`.
  struct Examples: Sendable {
    var finds: [String]
    var ignores: [String]
    /// Where the texts stand.
    var path: RepositoryPath = "a/settings.txt"
    /// Files that are no text, in which something must be found.
    var binaries: [[UInt8]] = []
  }

  /// Which rule tells about bytes that several match: the lower.
  enum Rank: Int, Comparable, Sendable {
    /// A format that one provider alone has.
    case provider
    /// A form that many use: a private key, a JWT, a password in a URL.
    case form
    /// A name and a value.
    case generic

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// The rule's name in reports, in `disabled` and in `gate:allow`; lower case and `-`.
  package let id: String
  /// What is found, for a person: `GitHub personal access token`.
  package let title: String
  package let family: Family
  /// Literals of which every match has one.
  package let anchors: [Anchor]
  let match: SecretMatcher
  let verifications: [Verification]
  /// How much a finding weighs of which nothing is doubtful.
  package let severity: Severity
  let rank: Rank
  /// How many bytes at the start are the same in all credentials of the kind; `nil` for the anchor's.
  let prefixCount: Int?
  /// Where the format is documented.
  package let source: String
  private let makeExamples: @Sendable () -> Examples

  /// `examples` is a closure, for examples are put together from parts (the repository must not hold what scanners flag) and
  /// only tests and documentation want them.
  init(
    _ id: String, _ title: String, _ family: Family, anchors: [Anchor], match: SecretMatcher,
    verify verifications: [Verification] = [], severity: Severity = .error, rank: Rank = .provider,
    prefixCount: Int? = nil, source: String, examples: @escaping @Sendable () -> Examples
  ) {
    self.id = id
    self.title = title
    self.family = family
    self.anchors = anchors
    self.match = match
    self.verifications = verifications
    self.severity = severity
    self.rank = rank
    self.prefixCount = prefixCount
    self.source = source
    makeExamples = examples
  }

  /// Texts in which the rule finds what is between `«` and `»`, put together at run time.
  package var finds: [String] { makeExamples().finds }

  /// Texts in which the rule finds nothing.
  package var ignores: [String] { makeExamples().ignores }

  /// The file in which the texts of ``finds`` and ``ignores`` stand.
  package var examplePath: RepositoryPath { makeExamples().path }

  /// Files that are no text, in which the rule finds something.
  package var binaries: [[UInt8]] { makeExamples().binaries }

  /// How to mend what the rule finds.
  package var help: String {
    """
    \(family.revocation) Then take it out of the file (`git restore --staged FILE` unstages it) and read it from the environment \
    or a secret store. A false alarm is silenced with the comment `gate:allow \(id) REASON`.
    """
  }

  /// How many bytes at the start of a match are the same in all of the kind.
  func prefixCount(forAnchor anchor: Anchor) -> Int {
    if let prefixCount { return prefixCount }
    if case .shape(let shape) = match, shape.lead == nil { return anchor.bytes.count }
    return 0
  }

  /// All that decides what the rule finds, as text: part of the scanner's version.
  var definition: String {
    let anchors = anchors.map { ($0.ignoresCase ? "~" : "=") + String(decoding: $0.bytes, as: UTF8.self) }
    let verifications = verifications.isEmpty ? "" : "\(verifications)"
    return [
      id, title, family.name, anchors.joined(separator: ","), match.description, verifications, severity.rawValue,
      rank.rawValue.description, prefixCount?.description ?? "",
    ].joined(separator: "|")
  }
}
