/// How the exact extent of a credential is found, once one of its anchors has been.
enum SecretMatcher: Hashable, Sendable {
  /// A format that is made of pieces around the anchor.
  case shape(Shape)
  /// A value that is assigned to a name of which the anchor is part.
  case assigned(AssignedValue)
  /// A PCRE2 pattern over bytes of which the anchor is part, tried from `before` bytes ahead of the anchor to `after` bytes
  /// behind it. The credential is group 1 where the pattern has one, the whole match otherwise.
  case pattern(String, before: Int, after: Int)
  /// The same for a pattern that matches somewhere behind the anchor, which only says what the match is.
  case patternBehind(String, within: Int)
  /// A PCRE2 pattern over the whole text of a small file that is called so; the credential as in ``pattern(_:before:after:)``.
  case file(CredentialFile, String)
  /// What has a matcher of its own.
  case special(SpecialMatcher)

  /// Pieces that follow the anchor, which is the credential's own prefix.
  static func prefixed(_ pieces: Piece...) -> SecretMatcher { .shape(Shape(pieces: pieces)) }

  /// A number of bytes of a class that follow the anchor.
  static func prefixed(then count: Int, of members: ByteClass) -> SecretMatcher {
    .shape(Shape(pieces: [.run(members, count...count)]))
  }

  /// A number of bytes of a class that follow the anchor.
  static func prefixed(then count: ClosedRange<Int>, of members: ByteClass) -> SecretMatcher {
    .shape(Shape(pieces: [.run(members, count)]))
  }

  /// Pieces behind the anchor, and a run of bytes ahead of it.
  static func around(_ count: ClosedRange<Int>, of members: ByteClass, then pieces: Piece...) -> SecretMatcher {
    .shape(Shape(lead: Shape.Lead(members: members, count: count), pieces: pieces))
  }

  /// What is assigned to a name that holds the anchor and one of `names`.
  static func assigned(to names: [String], _ pieces: Piece...) -> SecretMatcher {
    .assigned(AssignedValue(names: names, pieces: pieces))
  }

  /// A number of bytes of a class, assigned to a name that holds the anchor and one of `names`.
  static func assigned(to names: [String], then count: ClosedRange<Int>, of members: ByteClass) -> SecretMatcher {
    .assigned(AssignedValue(names: names, pieces: [.run(members, count)]))
  }
}

/// Credentials whose extent takes more than a shape or a pattern.
enum SpecialMatcher: String, Hashable, Sendable {
  /// A PEM block with a private key in it (RFC 7468), in any quotation.
  case privateKeyBlock
  /// The same, in the JSON file of a Google service account.
  case serviceAccountKey
  /// A PuTTY key file with its private lines.
  case puttyKey
  /// A private key in binary form, which nothing protects.
  case keyFile
  /// A file with a private key in it that a password protects.
  case keyStore
  /// A literal value that is assigned to something called password, secret, token, ….
  case genericAssignment
}

/// A format made of pieces around an anchor.
struct Shape: Hashable, Sendable {
  /// A run of bytes ahead of the anchor.
  struct Lead: Hashable, Sendable {
    var members: ByteClass
    var count: ClosedRange<Int>
  }

  var lead: Lead?
  /// What follows the anchor.
  var pieces: [Piece]

  /// What came of a match.
  enum Outcome {
    /// The whole credential, anchor included.
    case found(Range<Int>)
    /// None, nor where another anchor ends before `clear`.
    case nothing(clear: Int)
  }

  /// The credential of which `anchor` is part.
  ///
  /// - Parameter program: that of ``pieces``.
  static func match(
    _ program: PieceProgram, behind lead: Lead?, in bytes: ByteView, anchor: Range<Int>, runs: RunMemo
  ) -> Outcome {
    guard let start = start(lead, in: bytes, anchor: anchor.lowerBound), Boundary.isStart(start, in: bytes) else {
      return .nothing(clear: 0)
    }
    switch program.match(in: bytes, from: anchor.upperBound, runs: runs) {
    case .nothing(let clear): return .nothing(clear: clear)
    case .ends(let end):
      return Boundary.isEnd(end, in: bytes, lastClass: program.lastClass) ? .found(start..<end) : .nothing(clear: 0)
    }
  }

  private static func start(_ lead: Lead?, in bytes: ByteView, anchor: Int) -> Int? {
    guard let lead else { return anchor }
    var start = anchor
    let limit = max(0, anchor - lead.count.upperBound - 1)
    while start > limit, lead.members.contains(bytes[start - 1]) { start -= 1 }
    if lead.count.contains(anchor - start) { return start }
    // `\nTOKEN` in a string literal: the letter of the escape looks like part of the run.
    if lead.count.contains(anchor - start - 1), Boundary.isStart(start + 1, in: bytes) { return start + 1 }
    return nil
  }
}

/// Where a credential may begin and end.
enum Boundary {
  /// Whether nothing before `offset` continues into it. A letter that belongs to an escape (`\n`, `%3D`, `\u003d`) does not.
  static func isStart(_ offset: Int, in bytes: ByteView) -> Bool {
    guard offset > 0, ByteClass.alphanumeric.contains(bytes[offset - 1]) else { return true }
    func isHex(_ distances: ClosedRange<Int>) -> Bool {
      distances.allSatisfy { ASCII.isHexDigit(bytes[offset - $0]) }
    }
    if offset >= 2, bytes[offset - 2] == ASCII.backslash, ByteClass.escapeLetters.contains(bytes[offset - 1]) {
      return true
    }
    if offset >= 3, bytes[offset - 3] == UInt8(ascii: "%"), isHex(1...2) { return true }
    if offset >= 6, bytes[offset - 6] == ASCII.backslash, bytes[offset - 5] == UInt8(ascii: "u"), isHex(1...4) {
      return true
    }
    return false
  }

  /// Whether the credential that ends before `offset` is not continued there.
  static func isEnd(_ offset: Int, in bytes: ByteView, lastClass: ByteClass?) -> Bool {
    guard offset < bytes.count else { return true }
    let next = bytes[offset]
    return !ByteClass.alphanumeric.contains(next) && !(lastClass?.contains(next) ?? false)
  }
}
