/// A part of a Python text that matters: blanks, comments and joined lines lie between tokens.
struct PythonToken {
  enum Kind {
    case name
    case number
    case text
    /// One byte of an operator or a bracket.
    case mark(UInt8)
    /// The end of a logical line.
    case newline
    case end
  }

  var kind: Kind
  var range: Range<Int>
  /// What the name is, where it is one that tells of needs.
  var word: PythonWord?

  func isMark(_ byte: Unicode.Scalar) -> Bool {
    if case .mark(let mark) = kind { return mark == UInt8(ascii: byte) }
    return false
  }

  var isText: Bool { if case .text = kind { true } else { false } }
  var isName: Bool { if case .name = kind { true } else { false } }

  /// Whether a logical line ends before it.
  var endsLine: Bool {
    switch kind {
    case .newline, .end: true
    case .name, .number, .text: false
    case .mark(let mark): mark == UInt8(ascii: ";")
    }
  }
}

/// A string of a Python text: where its content lies, and what of it is code.
struct PythonString {
  /// Between the quotes.
  var content: Range<Int>
  var isRaw = false
  /// The expressions in a formatted string, in order; none in another.
  var expressions: [Range<Int>] = []
  /// Where in `content` computed values stand: each expression with its braces.
  var fields: [Range<Int>] = []
  var isFormatted = false
}

/// Names that tell of needs, as Python or a library spells them.
enum PythonWord: String, CaseIterable {
  // Statements.
  case `import`, from, `if`, `as`, `elif`
  case typeChecking = "TYPE_CHECKING"
  // What loads modules.
  case importModule = "import_module"
  case importFunction = "__import__"
  case importString = "import_string"
  case runModule = "run_module"
  case runPath = "run_path"
  case iterModules = "iter_modules"
  case walkPackages = "walk_packages"
  case specFromFile = "spec_from_file_location"
  case sourceFileLoader = "SourceFileLoader"
  case loadSource = "load_source"
  case loadModule = "load_module"
  case execModule = "exec_module"
  case execute = "exec"
  case executeFile = "execfile"
  case entryPoints = "entry_points"
  case iterEntryPoints = "iter_entry_points"
  // What such calls are told of the module itself.
  case path = "__path__"
  case file = "__file__"
  case name = "__name__"
  case package = "__package__"
  case spec = "__spec__"
  // Lists of modules.
  case pytestPlugins = "pytest_plugins"
  case installedApps = "INSTALLED_APPS"
  // What reads and lists files.
  case join, joinpath
  case pathClass = "Path"
  case purePath = "PurePath"
  case iterdir, listdir, scandir, walk
  case format

  /// Whether it finds the directories and files that there are.
  var listsFiles: Bool {
    switch self {
    case .iterdir, .listdir, .scandir, .walk: true
    default: false
    }
  }

  /// Whether its arguments are the parts of one path.
  var joinsPaths: Bool {
    switch self {
    case .join, .joinpath, .pathClass, .purePath: true
    default: false
    }
  }
}

/// Finds the ``PythonWord`` that bytes spell.
struct PythonWords: Sendable {
  static let all = PythonWords()

  private let byFirst: [[(spelling: [UInt8], word: PythonWord)]]

  private init() {
    var byFirst: [[(spelling: [UInt8], word: PythonWord)]] = Array(repeating: [], count: 256)
    for word in PythonWord.allCases {
      let spelling = Array(word.rawValue.utf8)
      if let first = spelling.first { byFirst[Int(first)].append((spelling, word)) }
    }
    self.byFirst = byFirst
  }

  func word(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> PythonWord? {
    for entry in byFirst[Int(bytes[range.lowerBound])] where entry.spelling.count == range.count {
      if zip(range, entry.spelling).allSatisfy({ bytes[$0] == $1 }) { return entry.word }
    }
    return nil
  }
}
