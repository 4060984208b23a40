import GateModel
import Testing
import TestSelection

/// The selected tests of `files`, to which a test that needs nothing is added, when `changed` is modified.
private func selects(_ files: [String: String], changed: String, runner: String = "jest") -> [String] {
  let other = ["zz/other.test.ts": "import fs from 'node:fs'"]
  return VirtualFiles(files.merging(other) { own, _ in own }).tests(changed, runner: runner)
}

/// What the names of modules mean is said by configurations and manifests.
@Suite struct ScriptConfigurationTests {
  @Test(arguments: [
    "{\"compilerOptions\": {\"paths\": {\"@ui\": [\"./kit/button.ts\"]}}}",
    "{\n // names\n \"compilerOptions\": { /* all */ \"paths\": {\"@*\": [\"kit/x\", \"kit/button\",],}, },\n}",
    "{\"compilerOptions\": {\"baseUrl\": \"kit\", \"paths\": {\"@ui\": [\"button\"]}}}",
    "{\"extends\": \"./base/tsconfig.base\"}", "{\"extends\": [\"./base/tsconfig.base.json\"]}",
  ])
  func `paths of TypeScript lead to files of other names`(configuration: String) {
    let files = [
      "tsconfig.json": configuration, "kit/button.ts": "", "lib/ui.ts": "", "src/a.test.ts": "import '@ui'",
      "base/tsconfig.base.json": "{\"compilerOptions\": {\"baseUrl\": \"..\", \"paths\": {\"@ui\": [\"kit/button\"]}}}",
    ]
    #expect(selects(files, changed: "kit/button.ts") == ["src/a.test.ts"])
    #expect(selects(files, changed: "lib/ui.ts") == [])
  }

  @Test func `a base URL is where names begin`() {
    let files = [
      "app/jsconfig.json": "{\"compilerOptions\": {\"baseUrl\": \"./src\"}}", "app/src/ui/a.js": "",
      "other/ui/a.js": "",
      "app/x.test.js": "import 'ui/a'",
    ]
    #expect(selects(files, changed: "app/src/ui/a.js") == ["app/x.test.js"])
    #expect(selects(files, changed: "other/ui/a.js") == [])
  }

  @Test func `a computed name is bounded by what its beginning means`() {
    let files = [
      "package.json": "{\"dependencies\": {\"lodash\": \"4\"}}", "src/kit/a.ts": "", "src/b.ts": "",
      "tsconfig.json": "{\"compilerOptions\": {\"baseUrl\": \"src\", \"paths\": {\"~/*\": [\"kit/*\"]}}}",
      "one.test.ts": "import(`~/${name}`)", "two.test.ts": "import(`kit/${name}`)",
      "three.test.ts": "import(`@/${name}`)",
      "four.test.ts": "import(`/${name}`)", "five.test.ts": "import(`lodash/${name}`)",
    ]
    #expect(
      selects(files, changed: "src/kit/a.ts") == ["four.test.ts", "one.test.ts", "three.test.ts", "two.test.ts"])
    #expect(selects(files, changed: "src/b.ts") == ["four.test.ts", "three.test.ts"])
  }

  @Test func `a configuration that cannot be read widens, and is named`() {
    let files = VirtualFiles(["tsconfig.json": "{", "a.ts": "", "a.test.ts": ""])
    #expect(
      files.select([Change(.modified, "a.ts")], runner: "jest")
        == .everything(reason: "tsconfig.json is no JSON, so what it says of paths is not known"))
  }

  @Test(arguments: [
    ("import '@x/core'", ["packages/core/src/index.ts"]), ("import '@x/core/deep'", ["packages/core/src/deep.ts"]),
    ("import '@x/core/parts/one'", ["packages/core/src/parts/one.ts"]),
    (
      "import '@x/core/package.json'",
      [
        "packages/core/src/deep.ts", "packages/core/src/index.ts", "packages/core/src/internal.ts",
        "packages/core/src/parts/one.ts",
      ]
    ),
  ])
  func `exports of a package of the workspace lead to its sources`(code: String, needed: [String]) {
    let files = [
      "packages/core/package.json": """
      {"name": "@x/core", "exports": {".": {"types": "./dist/index.d.ts", "default": "./dist/index.js"},
       "./deep": [{"import": "./src/deep.ts"}], "./parts/*": "./dist/parts/*.js", "./hidden": null}}
      """,
      "packages/core/src/index.ts": "", "packages/core/src/deep.ts": "", "packages/core/src/parts/one.ts": "",
      "packages/core/src/internal.ts": "", "packages/web/package.json": "{\"dependencies\": {\"@x/core\": \"*\"}}",
      "packages/web/a.test.ts": code,
    ]
    let found = files.keys.filter { selects(files, changed: $0) == ["packages/web/a.test.ts"] }.sorted()
    #expect(found == (needed + ["packages/web/a.test.ts"]).sorted())
  }

  @Test func `the main file of a package stands for its name`() {
    let files = [
      "core/package.json": "{\"name\": \"core\", \"main\": \"./lib/main\"}", "core/lib/main.js": "",
      "core/lib/b.js": "",
      "web/a.test.js": "require('core')", "web/b.test.js": "require('core/lib/b')",
      "web/c.test.js": "require('../core')",
    ]
    #expect(selects(files, changed: "core/lib/main.js") == ["web/a.test.js", "web/c.test.js"])
    #expect(selects(files, changed: "core/lib/b.js") == ["web/b.test.js"])
  }

  @Test func `a manifest that leads to itself ends`() {
    let files = [
      "core/package.json": "{\"name\": \"core\", \"main\": \".\"}", "core/b.js": "", "a.test.js": "require('core')",
    ]
    #expect(selects(files, changed: "core/b.js") == ["a.test.js"])
  }

  @Test func `names with a number sign are the package's own`() {
    let files = [
      "package.json": "{\"imports\": {\"#db\": \"./src/sqlite.js\", \"#util/*\": {\"node\": \"./src/tools/*.js\"}}}",
      "src/sqlite.js": "", "src/db.js": "", "src/tools/text.js": "", "a.test.js": "import '#db'",
      "b.test.js": "import '#util/text'",
    ]
    #expect(selects(files, changed: "src/sqlite.js") == ["a.test.js"])
    #expect(selects(files, changed: "src/db.js") == [])
    #expect(selects(files, changed: "src/tools/text.js") == ["b.test.js"])
  }

  @Test(arguments: [
    (
      "vite.config.ts",
      "export default { resolve: { alias: { '@': fileURLToPath(new URL('./kit', import.meta.url)) } } }"
    ),
    ("vite.config.ts", "export default { resolve: { alias: { '@': path.resolve(__dirname, 'kit') } } }"),
    ("jest.config.js", "module.exports = { moduleNameMapper: { '^@/(.*)$': '<rootDir>/kit/$1' } }"),
    ("package.json", "{\"jest\": {\"moduleNameMapper\": {\"^@/(.*)$\": \"<rootDir>/kit/$1\"}}}"),
  ])
  func `aliases that are written out are followed, and load nothing`(name: String, text: String) {
    let files = [name: text, "kit/a.ts": "", "kit/index.ts": "", "lib/a.ts": "", "a.test.ts": "import '@/a'"]
    #expect(selects(files, changed: "kit/a.ts") == ["a.test.ts"])
    #expect(selects(files, changed: "kit/index.ts") == [])
    #expect(selects(files, changed: "lib/a.ts") == [])
  }

  @Test func `the target of an alias that is not followed is used by every test`() {
    let files = [
      "jest.config.js": "module.exports = { moduleNameMapper: { '\\\\.css$': '<rootDir>/mocks/style.js' } }",
      "mocks/style.js": "", "a.test.ts": "",
    ]
    #expect(selects(files, changed: "mocks/style.js") == ["*"])
  }

  @Test(arguments: [
    ("jest", "jest.config.js", "module.exports = { testMatch: ['<rootDir>/checks/**/*.?(m)[jt]s?(x)'] }"),
    (
      "vitest", "vitest.config.ts",
      "export default { test: { include: ['checks/**/*.{ts,tsx}'], coverage: { include: ['src'] } } }"
    ),
    ("mocha", ".mocharc.json", "{\"spec\": [\"checks\"]}"),
    ("ava", "package.json", "{\"ava\": {\"files\": [\"checks/**\"]}}"),
  ])
  func `patterns of tests that are written out are followed`(runner: String, name: String, text: String) {
    let files = [name: text, "checks/one.ts": "import '../src/a'", "src/a.ts": "", "src/a.test.ts": "import './a'"]
    #expect(VirtualFiles(files).tests("src/a.ts", runner: runner) == ["checks/one.ts"])
  }

  @Test func `patterns that are computed widen`() {
    let files = ["jest.config.js": "module.exports = { testMatch: patterns() }", "a.js": "", "a.test.js": ""]
    #expect(selects(files, changed: "a.js") == ["*"])
  }

  @Test(arguments: ["__snapshots__/a.test.js.snap", "snapshots/a.test.js.md"])
  func `recorded results are those of their test`(name: String) {
    #expect(
      selects(["src/a.test.js": "", "src/b.test.js": "", "src/\(name)": ""], changed: "src/\(name)") == [
        "src/a.test.js"
      ])
  }
}
