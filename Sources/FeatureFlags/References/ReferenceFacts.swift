import GateModel

/// What the text of one file says about references to flags: by its bytes and its language alone, so that it can be kept
/// by blob id. Which flags are meant is told by all files together (``ReferenceJoin``).
package struct ReferenceFacts: Hashable, Sendable {
  /// What stands where a key is expected.
  enum Key: Hashable, Sendable {
    case literal(String)
    /// A name, as in `Flags.NEW_UI`: its parts.
    case name([String])
    /// An expression: as written, cut, and how its value begins and ends.
    case computed(String, beginning: String, ending: String)
  }

  /// A place that asks a client for a flag, or sets one.
  struct Call: Hashable, Sendable {
    var kind: FlagReference.Kind
    var name: String
    var client: FlagClient?
    var type: FlagValueType?
    var key: Key
    var range: SourceRange
    var codeDefault: FlagValue?
    /// Whether it counts only where the key is one that is defined.
    var isGuess = false
  }

  /// A call of a function that is no client's, but may hand its argument to one.
  struct OpenCall: Hashable, Sendable {
    struct Argument: Hashable, Sendable {
      var place: Int
      var label: String?
      var key: Key
      var range: SourceRange
    }

    var name: String
    /// What the function is taken from, as in `flags.isOn`.
    var qualifier: String?
    var arguments: [Argument]
    var codeDefault: FlagValue?
  }

  /// A name with a literal value.
  struct Constant: Hashable, Sendable {
    /// The type, module or object that it belongs to.
    var container: String?
    var name: String
    var value: String
    var range: SourceRange
  }

  /// A function that hands one of its parameters to a client as the key.
  struct Wrapper: Hashable, Sendable {
    var name: String
    var place: Int
    /// The name that callers may give to the argument.
    var label: String
    var client: FlagClient?
    var type: FlagValueType?
    var codeDefault: FlagValue?
  }

  /// A known key, or one of its other cases, somewhere in the text.
  struct Mention: Hashable, Sendable {
    enum Place: UInt8, Hashable, Sendable, CaseIterable {
      case comment, text, code, document
    }

    var key: String
    /// The key as it is written there, where that differs.
    var alias: String?
    var place: Place
    var range: SourceRange
  }

  var calls: [Call] = []
  var openCalls: [OpenCall] = []
  var constants: [Constant] = []
  var wrappers: [Wrapper] = []
  var mentions: [Mention] = []
  /// Whether the file speaks of flags by itself, not only by names that other files made interesting.
  var isAboutFlags = true

  package init() {}

  init(mentions: [Mention]) { self.mentions = mentions }

  package var isEmpty: Bool {
    calls.isEmpty && openCalls.isEmpty && constants.isEmpty && wrappers.isEmpty && mentions.isEmpty
  }
}
