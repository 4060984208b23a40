import GateTestSupport
import Testing

/// What a random tree of one language is made of.
struct SourceVocabulary {
  var runner: String
  /// Files that are always there.
  var fixed: [String: String] = [:]
  var directories: [String]
  var names: [String]
  var lines: [String]
}

/// A tree of random sources, and random edits of it.
struct RandomSourceTree {
  private let vocabulary: SourceVocabulary
  private(set) var files: [String: String]
  private var random: SeededGenerator

  init(_ vocabulary: SourceVocabulary, seed: UInt64) {
    self.vocabulary = vocabulary
    random = SeededGenerator(seed: seed)
    files = vocabulary.fixed
    for _ in 0..<Int.random(in: 10...40, using: &random) { files[path()] = text() }
  }

  private mutating func one(of list: [String]) -> String { list[Int.random(in: list.indices, using: &random)] }

  private mutating func path() -> String { one(of: vocabulary.directories) + one(of: vocabulary.names) }

  private mutating func text() -> String {
    (0..<Int.random(in: 0...4, using: &random)).map { _ in one(of: vocabulary.lines) }.joined(separator: "\n")
  }

  /// Edits, adds, removes and renames some files.
  mutating func edit() {
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      guard let some = files.keys.sorted().filter({ vocabulary.fixed[$0] == nil }).randomElement(using: &random) else {
        files[path()] = text()
        continue
      }
      switch Int.random(in: 0..<5, using: &random) {
      case 0: files[some] = text()
      case 1, 2: files[path()] = text()
      case 3: files[some] = nil
      default: files[path()] = files.removeValue(forKey: some)
      }
    }
  }
}

extension SourceVocabulary: CustomTestStringConvertible {
  var testDescription: String { runner }

  static let all: [SourceVocabulary] = [swift, go, rust, java, kotlin, shell, jest, node, mapped]

  static let swift = SourceVocabulary(
    runner: "swift",
    fixed: [
      "Package.swift": """
      let package = Package(name: "x", targets: [
        .target(name: "Core"), .target(name: "App", dependencies: ["Core", "my-lib"]), .target(name: "my-lib"),
        .target(name: "Far", path: "Code/Far"), .testTarget(name: "CoreTests", dependencies: ["Core"]),
        .testTarget(name: "Checks", dependencies: ["Far"], path: "Code/Checks"),
      ])
      """
    ],
    directories: [
      "Sources/Core/", "Sources/Core/In/", "Sources/App/", "Sources/my-lib/", "Code/Far/", "Code/Checks/",
      "Sources/New/",
      "Tests/CoreTests/", "Tests/CoreTests/Data/", "Tests/Support/", "Sources/", "", "Other/Sources/Core/",
    ],
    names: ["a.swift", "b.swift", "z.swift", "ATests.swift", "c.c", "c.h", "data.json", "x.txt"],
    lines: [
      "import Core", "@testable import App", "import my_lib", "import Far", "import New", "@Test func a() {}",
      "struct Used {}", "Used()", "extension String {}", "func help() {}", "load(\"data\")", "load(\"x.txt\")",
      "glob(\"*.json\")", "#include \"c.h\"", "open(\"Data\")", "#macro(module: \"Support\")",
    ])

  static let go = SourceVocabulary(
    runner: "go",
    fixed: [
      "go.mod": "module example.com/app\nreplace example.com/far => ./far\n", "far/go.mod": "module example.com/far",
    ],
    directories: [
      "", "pkg/", "pkg/in/", "far/", "far/deep/", "vendor/example.org/lib/", "pkg/testdata/", "pkg/static/",
    ],
    names: ["a.go", "b.go", "z.go", "a_test.go", "z_test.go", "x.json", "c.h", "c.c", "t.tmpl"],
    lines: [
      "import \"example.com/app/pkg\"", "import \"example.com/app\"", "import \"example.com/far/deep\"",
      "import \"example.com/far\"", "import \"example.org/lib\"", "import \"../pkg\"", "import \".\"",
      "open(\"x.json\")",
      "//go:embed static", "//go:embed static/*.tmpl", "//go:embed x.json", "// #include \"c.h\"", "run(\"./in\")",
      "glob(\"*.tmpl\")", "\"testdata\"", "import \"example.com/app/pkg/in\"", "run(\"z.go\")",
    ])

  static let rust = SourceVocabulary(
    runner: "cargo",
    fixed: [
      "Cargo.toml": "[workspace]\nmembers = [\"a\", \"b\"]",
      "a/Cargo.toml": "[package]\nname = \"a\"\nbuild = \"tools/make.rs\"",
      "b/Cargo.toml": "[package]\nname = \"b\"\n[dependencies]\na = { path = \"../a\" }\n[[test]]\npath = \"odd/t.rs\"",
    ],
    directories: [
      "a/src/", "a/src/in/", "a/tests/", "a/tests/sub/", "b/src/", "b/tests/", "b/odd/", "a/tools/", "b/cases/",
    ],
    names: ["lib.rs", "a.rs", "z.rs", "t.rs", "make.rs", "main.rs", "x.json", "c.h", "c.c"],
    lines: [
      "mod a;", "mod z;", "#[test]\nfn a() {}", "include_str!(\"x.json\")", "include!(\"a.rs\")", "#include \"c.h\"",
      "cases(\"cases/*.rs\")", "cases(\"*.rs\")", "open(\"../src/in/z.rs\")", "glob(\"*.json\")", "open(\"cases\")",
    ])

  static let java = SourceVocabulary(
    runner: "maven", fixed: ["pom.xml": ""],
    directories: [
      "src/main/java/com/a/", "src/main/java/com/b/", "src/test/java/com/a/", "src/main/resources/",
      "core/src/main/java/",
    ],
    names: ["A.java", "B.java", "Z.java", "ATest.java", "x.json"],
    lines: [
      "package com.a;", "package com.b;", "import com.a.A;", "import com.b.*;", "import static com.a.B.x;",
      "class A {}",
      "class Other {}", "new Other()", "new A()", "com.b.Z.run()", "load(\"x.json\")", "@Test void a() {}",
      "load(\"com.a.Other\")", "new Z()",
    ])

  static let kotlin = SourceVocabulary(
    runner: "gradle", fixed: ["settings.gradle": ""],
    directories: ["src/main/kotlin/", "src/main/kotlin/in/", "src/test/kotlin/", "src/main/resources/"],
    names: ["A.kt", "B.kt", "Z.kt", "ATest.kt", "x.json"],
    lines: [
      "package com.a", "package com.b", "import com.a.A", "import com.b.*", "import com.a.help", "class A",
      "class Other",
      "Other()", "A()", "fun help() {}", "val x = 1", "help()", "load(\"x.json\")", "@Test fun a() {}",
    ])

  static let shell = SourceVocabulary(
    runner: "bats",
    directories: ["", "lib/", "lib/in/", "tests/", "tests/help/", "bin/"],
    names: ["a.sh", "b.bash", "load.bash", "run", "t.bats", "u.bats", "setup_suite.bash", "x.json", "README.md"],
    lines: [
      "#!/bin/sh", ". lib/a.sh", "source \"$here/b.bash\"", "load b", "load ../lib/a", "load help", "bin/run --x",
      "run", "cat x.json", "for f in lib/*.sh", "[ -f x.json ]", "bats_load_library in", "source \"$name\"",
      "cat *.json",
      "[[ a == b ]]",
    ])

  static let jest = SourceVocabulary(
    runner: "jest",
    fixed: [
      "package.json": "{\"name\": \"root\", \"main\": \"lib/main.js\", \"imports\": {\"#x\": \"./src/a.js\"}}",
      "tsconfig.json": """
      {"compilerOptions": {"baseUrl": ".", "paths": {"@/*": ["src/*"], "core": ["src/in/index.ts"], "~*": ["lib/*"]}}}
      """,
      "packages/one/package.json": "{\"name\": \"@me/one\", \"main\": \"dist/a.js\"}",
      "packages/two/package.json": "{\"name\": \"two\", \"exports\": {\".\": \"./b.js\", \"./sub/*\": \"./src/*.js\"}}",
    ],
    directories: [
      "", "src/", "src/in/", "src/__snapshots__/", "lib/", "packages/one/", "packages/one/src/", "packages/two/",
      "packages/two/src/", "src/my.dir/", "data/",
    ],
    names: [
      "a.js", "a.ts", "b.js", "index.ts", "index.js", "main.js", "a.test.ts", "b.spec.js", "x.json", "a.config.ts",
      "a.test.ts.snap", "two.js", "my.dir.js",
    ],
    lines: script)

  static let node = SourceVocabulary(
    runner: "node", fixed: jest.fixed.filter { $0.key != "tsconfig.json" }, directories: jest.directories + ["test/"],
    names: jest.names, lines: script)

  private static let script = [
    "import './a'", "import '../src/a.js'", "import '..'", "import '.'", "require('./in')", "import '@/in/a'",
    "import '@/'",
    "import 'core'", "import '~a'", "import '@me/one'", "import 'two'", "import 'two/sub/a'", "import '#x'",
    "import 'src/b'",
    "import 'react'", "import 'fs'", "import `./in/${name}`", "open('x.json')", "glob('*.json')", "readdirSync(dir)",
    "open('data')", "import './a.config'", "run('a.js')", "import '@alias/in/a'", "import './my.dir'", "import 'root'",
    "import './b?raw'", "import 'style!./b'", "require('../../one')", "const x = 'src/in/'", "mock('./a/../b')",
  ]

  /// A mapping over another stack.
  static let mapped = SourceVocabulary(
    runner: "map", directories: ["src/", "src/in/", "tests/"],
    names: ["a.py", "b.py", "test_a.py", "a.proto", "b.proto"],
    lines: ["import a", "from src import b", "import src.in.a", "open('a.proto')"])
}
