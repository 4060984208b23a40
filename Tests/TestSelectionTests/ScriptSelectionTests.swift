import GateModel
import Testing
import TestSelection

private func selects(
  _ code: String, changed: String = "src/a.ts", also: [String: String] = [:], runner: String = "vitest"
) -> [String] {
  var files = [
    "package.json": "{\"name\": \"app\", \"devDependencies\": {\"vitest\": \"1\", \"react\": \"18\"}}",
    "src/a.ts": "", "src/b.ts": "", "src/dir/index.tsx": "", "src/x.test.ts": code,
    "src/other.test.ts": "import { it } from 'vitest'; import fs from 'node:fs'; import p from 'path'",
  ]
  files.merge(also) { $1 }
  return VirtualFiles(files).tests(changed, runner: runner)
}

@Suite struct ScriptSelectionTests {
  @Test(arguments: [
    "import a from './a'", "import './a'", "import a from \"./a.js\"", "import a from './a.ts'", "export * from './a'",
    "export { x } from './a';", "const a = require('./a')", "const a = await import('./a')",
    "import(/* webpackChunkName: \"a\" */ './a')", "import {\n  x,\n  y,\n} from\n  './a'",
    "import type { A } from './a'",
    "vi.mock('./a')", "jest.requireActual('./a')", "import a from '../src/a'", "import a from '@/a'",
    "import a from 'src/a'", "new Worker(new URL('./a.ts', import.meta.url))", "/* it's */ import a from './a'",
    "import a from `./a`", "spawn('node', ['src/a.ts'])", "import a from './a?raw'", "jest.mock<typeof X>('./a')",
    "const {a}=require(\"./a\"),b=1", "import a from 'app/src/a'",
    "import a from // why\n './a'", "const load = createRequire(import.meta.url); load('./a')",
    "require.resolve('./a')", "import.meta.resolve('./a.ts')", "require(path.join(__dirname, '..', 'src', 'a'))",
    "require(`${__dirname}/a`)", "require(__dirname + '/a')", "import a from './a' with { type: 'json' }",
    "vi.mock(import('./a'), () => ({}))", "export type { A } from './a'", "import a = require('./a')",
    "type A = typeof import('./a')", "const p = <p>It's {lazy(() => import('./a'))}</p>",
    "x = a / b; import('./a') // it's", "const r = /['\"`]/; require('./a')", "`${require('./a')}`",
    "<a href=http://x.y/*z>{require('./a')}</a>", "import a from '\\u002e/a'", "#!/usr/bin/env node\nrequire('./a')",
    "import.meta.glob(['./a*.ts', '!./b.ts'])", "export * as a from './a'", "import {} from'./a'",
    "jest.mock('./b').mock('./a')", "await import(\n  // lazily\n  './a'\n)",
  ])
  func `a test that uses the changed module is selected`(code: String) {
    #expect(selects(code) == ["src/x.test.ts"])
  }

  @Test(arguments: [
    "import b from './b'", "import React from 'react'", "// see a", "import { a } from './b'", "const a = './other'",
    "", "// import './a'", "/* import (x) from './a' */", "import.meta.glob('./b*.ts')", "require(`./dir/${name}`)",
    "const text = 'import (what) is lazy'", "import(`./dir/${name}.js`)", "require('./dir/' + name)",
    "require(path.join(__dirname, 'dir', name))", "Promise.resolve('mystery')", "path.resolve('mystery')",
    "/** @type {import('./a').A} */", "require.context('./dir', true, /x/)", "import(`react/${name}`)",
  ])
  func `a test that does not is left out`(code: String) {
    #expect(selects(code) == [])
  }

  @Test func `a chain over an index is followed and told`() {
    let files = VirtualFiles([
      "lib/core.js": "", "lib/api/index.js": "module.exports = require('../core')",
      "test/api.js": "require('../lib/api')",
      "test/none.js": "",
    ])
    #expect(
      files.select([Change(.modified, "lib/core.js")], runner: "node")
        == .tests([
          SelectedTest(
            path: "test/api.js",
            chain: [.init("lib/core.js"), .init("lib/api/index.js", .imports), .init("test/api.js", .imports)],
            distance: 2)
        ]))
  }

  @Test(arguments: [
    "require(name)", "import(`./${name}`)", "require('./' + name)", "require.context('./', true)",
    "require(path.join(__dirname, name))",
    "import(`../src/${name}.js`)", "const load = createRequire(import.meta.url); load(name)",
    "import.meta.glob('./*.ts')", "import x from './generated'", "import x from '#unknown'", "import x from 'mystery'",
  ])
  func `what cannot be resolved may reach any module`(code: String) {
    #expect(selects(code) == ["src/x.test.ts"])
  }

  @Test func `a changed test selects only itself`() {
    let files = VirtualFiles([
      "src/a.ts": "", "src/a.test.ts": "import './a'", "src/b.ts": "import './a'", "src/b.test.ts": "import './b'",
    ])
    #expect(files.tests("src/a.test.ts", runner: "vitest") == ["src/a.test.ts"])
    #expect(files.tests("src/a.ts", runner: "vitest") == ["src/a.test.ts", "src/b.test.ts"])
  }

  @Test func `packages of a workspace are found by name`() {
    let files = VirtualFiles([
      "package.json": "{\"workspaces\": [\"packages/*\"]}", "packages/core/package.json": "{\"name\": \"@x/core\"}",
      "packages/core/src/deep.ts": "", "packages/web/package.json": "{\"dependencies\": {\"@x/core\": \"*\"}}",
      "packages/web/web.test.ts": "import { c } from '@x/core'", "packages/web/none.test.ts": "",
    ])
    #expect(files.tests("packages/core/src/deep.ts", runner: "vitest") == ["packages/web/web.test.ts"])
  }

  @Test func `set-up files of the configuration reach every test`() {
    let files = VirtualFiles([
      "jest.config.js": "module.exports = { setupFiles: ['<rootDir>/support/setup.js'] }", "support/setup.js": "",
      "a.test.js": "", "b.test.js": "", "lib.js": "",
    ])
    #expect(files.tests("support/setup.js", runner: "jest") == ["*"])
    #expect(files.tests("lib.js", runner: "jest") == [])
  }

  @Test(arguments: [
    "package.json", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "tsconfig.json", "tsconfig.build.json",
    "jest.config.js", "vitest.config.ts", "vite.config.ts", ".babelrc", ".mocharc.yml", "web/package.json", ".env.test",
    "src/__mocks__/fs.js", "fixtures/a.txt", "native.node",
  ])
  func `configuration, manifests, mocks and data that any test may read select everything`(path: String) {
    #expect(selects("", changed: path, also: [path: "{}"]) == ["*"])
  }

  @Test func `configuration that names its own tests selects everything`() {
    #expect(selects("", also: ["jest.config.js": "module.exports = { testRegex: ['x'] }"]) == ["*"])
  }

  @Test(arguments: [
    ("vitest", ["a.spec.tsx", "a.test.js"]), ("jest", ["__tests__/d.js", "a.spec.tsx", "a.test.js"]),
    ("node", ["__tests__/d.js", "a.spec.tsx", "a.test.js", "b-test.js", "test/c.js"]),
  ])
  func `each runner has its own names for tests`(runner: String, tests: [String]) {
    let names = ["a.test.js", "a.spec.tsx", "b-test.js", "test/c.js", "__tests__/d.js", "e.js", "f.css"]
    let files = VirtualFiles(
      Dictionary(uniqueKeysWithValues: names.map { ($0, "require('/x' + name)") } + [("lib.js", "")]))
    #expect(files.tests("lib.js", runner: runner).sorted() == tests.sorted())
  }

  @Test func `files of other kinds select nothing unless they are named`() {
    let also = ["README.md": "", "app.py": "", "src/logo.svg": "", "src/b.ts": "import logo from './logo.svg'"]
    #expect(selects("", changed: "README.md", also: also) == [])
    #expect(selects("", changed: "app.py", also: also) == [])
    #expect(selects("import './b'", changed: "src/logo.svg", also: also) == ["src/x.test.ts"])
  }

  @Test func `noise never crashes the scanners`() {
    var state: UInt64 = 3
    let pieces = [
      "import ", "from ", "'", "\"", "`", "(", ")", "./a", "\n", "\\", "*", "/*", "*/", "require", ".", "#", ",", "$",
      "é",
    ]
    for round in 0..<1500 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      let name = round % 2 == 0 ? "x_test.py" : "x.test.js"
      let files = VirtualFiles([name: text, "a.py": "", "a.js": ""])
      let changed = round % 2 == 0 ? "a.py" : "a.js"
      let found = files.tests(changed, runner: round % 2 == 0 ? "pytest" : "jest")
      #expect(found.isEmpty || found == [name])
    }
  }
}
