import Foundation
import GateModel
import Testing
import TestSelection

private func selects(
  _ test: String, changed: String = "core/src/main/java/org/x/A.java", _ more: [String: String] = [:],
  runner: String = "maven"
) -> [String] {
  var files = [
    "pom.xml": "<project/>", "core/pom.xml": "<project/>",
    "core/src/main/java/org/x/A.java": "package org.x;\npublic class A {}",
    "core/src/main/java/org/x/B.java": "package org.x;\nclass B extends A {}",
    "core/src/main/java/org/x/C.java": "package org.x;\nclass C {}",
    "core/src/main/kotlin/org/x/util.kt": "package org.x\n\nfun help() = 1\n",
    "core/src/main/kotlin/org/y/D.kt": "package org.y\n\ndata class D(val a: Int)\n",
    "app/src/test/java/org/t/XTest.java": "package org.t;\n" + test,
    "core/src/test/java/org/x/OtherTest.java": "package org.x;\nclass OtherTest { @Test void c() { new C(); } }",
    "README.md": "",
  ]
  files.merge(more) { $1 }
  return VirtualFiles(files).tests(changed, runner: runner)
}

@Suite struct JavaSelectionTests {
  private let own = "app/src/test/java/org/t/XTest.java"

  @Test(arguments: [
    "import org.x.A;", "import org.x.B;", "import static org.x.A.make;", "import org.x.*; class XTest { A a; }",
    "import org.x.A.Inner;", "class XTest { org.x.A a; }", "class XTest { Object o = org.x.A.class; }",
    "class XTest { Object o = load(\"org.x.A\"); }", "import java.util.ServiceLoader;",
    "import org.springframework.Test;",
  ])
  func `a test that names the class is selected`(code: String) {
    #expect(selects(code) == [own])
  }

  @Test(arguments: ["import org.x.C;", "import java.util.List;", "class XTest { A a; }", "import org.x.*;", ""])
  func `a test that does not is left out`(code: String) {
    #expect(selects(code) == [])
  }

  @Test func `classes of one package need no import`() {
    #expect(selects("", changed: "core/src/main/java/org/x/C.java") == ["core/src/test/java/org/x/OtherTest.java"])
  }

  @Test func `functions of Kotlin are found by their package`() {
    let path = "core/src/main/kotlin/org/x/util.kt"
    #expect(selects("import org.x.help", changed: path) == [own, "core/src/test/java/org/x/OtherTest.java"])
    #expect(selects("import org.y.D", changed: "core/src/main/kotlin/org/y/D.kt") == [own])
  }

  @Test(arguments: [
    "pom.xml", "core/pom.xml", "build.gradle.kts", "settings.gradle", "gradle/libs.versions.toml", ".mvn/jvm.config",
  ])
  func `build files reach every test`(path: String) {
    #expect(selects("", changed: path, [path: "x"]) == ["*"])
  }

  @Test func `resources reach those that may read them`() {
    let path = "app/src/test/resources/in.json"
    #expect(selects("class XTest { String f = \"in.json\"; }", changed: path, [path: "{}"]) == [own])
    #expect(selects("", changed: path, [path: "{}"]) == [own])
  }

  @Test func `which classes are tests the runner says`() {
    let more = [
      "app/src/test/java/org/t/Helper.java": "package org.t; class Helper { @Test void x() { new XTest(); } }",
      "app/src/test/java/org/t/Plain.java": "package org.t; class Plain {}",
      "app/src/integrationTest/kotlin/org/t/FlowIT.kt": "package org.t\n\nclass FlowIT { val p = Plain() }",
    ]
    let changed = "app/src/test/java/org/t/Plain.java"
    #expect(selects("", changed: changed, more) == ["app/src/integrationTest/kotlin/org/t/FlowIT.kt"])
    #expect(selects("", changed: own, more, runner: "gradle") == ["app/src/test/java/org/t/Helper.java"])
  }

  @Test func `a class that is gone is still known to those who name it`() {
    let changes = [Change(.deleted, "core/src/main/java/org/x/Gone.java")]
    let files = VirtualFiles([
      "app/src/test/java/org/t/XTest.java": "package org.t;\nimport org.x.Gone;\nclass XTest {}",
      "app/src/test/java/org/t/YTest.java": "package org.t;\nclass YTest {}",
    ])
    #expect(files.tests(changes, runner: "maven") == [own])
  }

  /// `javac -verbose` says which classes it really read for a test: each is in the test's closure.
  @Test func `javac reads no class that the graph lacks`() throws {
    var texts: [String: String] = [:]
    for number in 0..<30 {
      var code = "package org.p\(number % 5);\n"
      // Every other class imports the package of one that it needs, the rest write names out.
      let imported = number % 2 == 1 ? number / 2 % 5 : number % 5
      if number % 2 == 1 { code += "import org.p\(imported).*;\n" }
      code += "public class C\(number) {\n"
      for other in Set([number / 2, number / 3]).sorted() where other < number {
        let isPlain = other % 5 == imported || other % 5 == number % 5
        code += isPlain ? "  C\(other) c\(other);\n" : "  org.p\(other % 5).C\(other) c\(other);\n"
      }
      texts["src/main/java/org/p\(number % 5)/C\(number).java"] = code + "}\n"
    }
    texts["src/test/java/org/t/ATest.java"] =
      "package org.t;\nimport org.p4.C29;\nclass ATest { Object o = new C29(); }\n"
    let stack = try #require(SourceStacks.named(runner: "maven"))
    let graph = VirtualFiles(texts).graph(stack)
    let reached = Reach.of("src/test/java/org/t/ATest.java", graph)
    try Oracle.with(texts) { root in
      guard
        let output = try Oracle.run(
          [
            "sh", "-c",
            "mkdir out; javac -verbose -d out -sourcepath src/main/java src/test/java/org/t/ATest.java 2>&1",
          ], in: root)
      else { return }
      let lines = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
      let read = lines.compactMap { line -> String? in
        guard line.contains("parsing started"), let range = line.range(of: "src/main/java") else { return nil }
        // `src/main/java:org/x/A.java` for what javac looks up itself.
        return "src/main/java/" + line[range.upperBound...].dropFirst().prefix { $0 != "]" && $0 != ")" }
      }
      #expect(!read.isEmpty, "\(String(decoding: output.prefix(2000), as: UTF8.self))")
      for path in read { #expect(reached.contains(path), "\(path)") }
      #expect(reached.count < 31)
    }
  }
}
