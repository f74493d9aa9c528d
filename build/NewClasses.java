// SPDX-License-Identifier: Apache-2.0

import static java.lang.classfile.ClassFile.JAVA_17_VERSION;
import static java.lang.classfile.ClassFile.JAVA_6_VERSION;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Gives the classes of a jar that were compiled for Java 5 or older the form of today, with the
/// same code: the JVM verifies old ones by an old and slow way at every start, and takes neither
/// them nor what extends them into an AOT cache.
///
///     java build/NewClasses.java JAR...
void main(String[] jars) throws IOException {
  for (String jar : jars) renew(Path.of(jar));
}

void renew(Path jar) throws IOException {
  Path renewed = jar.resolveSibling(jar.getFileName() + ".new");
  try (ZipFile from = new ZipFile(jar.toFile());
      ZipOutputStream to =
          new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(renewed)))) {
    ClassFile classFile = classFile(from);
    for (ZipEntry entry : from.stream().toList()) {
      byte[] bytes = read(from, entry);
      ZipEntry copy = new ZipEntry(entry.getName());
      copy.setTime(entry.getTime());
      to.putNextEntry(copy);
      to.write(entry.getName().endsWith(".class") ? renewed(classFile, bytes) : bytes);
    }
  }
  Files.move(renewed, jar, StandardCopyOption.REPLACE_EXISTING);
}

byte[] renewed(ClassFile classFile, byte[] bytes) {
  ClassModel old = classFile.parse(bytes);
  if (old.majorVersion() >= JAVA_6_VERSION) return bytes;
  ClassTransform version =
      (builder, element) -> {
        if (element instanceof ClassFileVersion) builder.withVersion(JAVA_17_VERSION, 0);
        else builder.with(element);
      };
  // Bodies are written anew, as it is then that the verifier's stack maps are made.
  return classFile.transformClass(
      old, ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL).andThen(version));
}

/// Stack maps need to know which class extends which: those of the jar, then those of the JDK.
ClassFile classFile(ZipFile jar) {
  ClassHierarchyResolver own =
      ClassHierarchyResolver.ofResourceParsing((ClassDesc type) -> open(jar, type));
  return ClassFile.of(
      ClassHierarchyResolverOption.of(own.orElse(ClassHierarchyResolver.defaultResolver())),
      StackMapsOption.STACK_MAPS_WHEN_REQUIRED);
}

InputStream open(ZipFile jar, ClassDesc type) {
  String descriptor = type.descriptorString();
  ZipEntry entry = jar.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
  try {
    return entry == null ? null : jar.getInputStream(entry);
  } catch (IOException e) {
    throw new java.io.UncheckedIOException(e);
  }
}

byte[] read(ZipFile jar, ZipEntry entry) throws IOException {
  try (InputStream in = jar.getInputStream(entry)) {
    return in.readAllBytes();
  }
}
