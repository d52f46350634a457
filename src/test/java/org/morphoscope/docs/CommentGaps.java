package org.morphoscope.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * What the comments of public and protected members leave out. Sources are parsed, not compiled: a
 * few seconds for all of them, and the same on every Java. What overrides needs no comment and is
 * known by its {@code @Override}; every exception that is declared needs its words.
 */
final class CommentGaps {
  private final DocTrees docs;
  private final CompilationUnitTree unit;
  private final List<String> gaps = new ArrayList<>();

  private CommentGaps(DocTrees docs, CompilationUnitTree unit) {
    this.docs = docs;
    this.unit = unit;
  }

  /** One line for each gap: file, line, member and what is missing. */
  static List<String> of(List<? extends JavaFileObject> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask)
            compiler.getTask(null, null, problem -> {}, List.of("-proc:none"), null, sources);
    DocTrees docs = DocTrees.instance(task);
    List<String> all = new ArrayList<>();
    for (CompilationUnitTree unit : task.parse()) {
      CommentGaps gaps = new CommentGaps(docs, unit);
      for (Tree type : unit.getTypeDecls()) {
        if (type instanceof ClassTree top && isOpen(top.getModifiers())) {
          gaps.type(top, new TreePath(new TreePath(unit), top));
        }
      }
      all.addAll(gaps.gaps);
    }
    return all;
  }

  private static boolean isOpen(ModifiersTree modifiers) {
    Set<Modifier> flags = modifiers.getFlags();
    return flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
  }

  private void type(ClassTree type, TreePath path) throws IOException {
    List<String> components = new ArrayList<>();
    if (type.getKind() == Tree.Kind.RECORD) {
      type.getMembers().stream()
          .filter(VariableTree.class::isInstance)
          .map(VariableTree.class::cast)
          .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
          .forEach(field -> components.add(field.getName().toString()));
    }
    gaps(path, type.getSimpleName(), names(type.getTypeParameters(), components), false, List.of());
    boolean open = Set.of(Tree.Kind.INTERFACE, Tree.Kind.ANNOTATION_TYPE).contains(type.getKind());
    for (Tree member : type.getMembers()) {
      TreePath at = new TreePath(path, member);
      // what the compiler adds has no place in the source
      boolean written = docs.getSourcePositions().getEndPosition(unit, member) >= 0;
      if (member instanceof ClassTree inner && (open || isOpen(inner.getModifiers()))) {
        type(inner, at);
      } else if (written && member instanceof MethodTree method && isSeen(method, open)) {
        method(type, method, components, at);
      } else if (written && member instanceof VariableTree field) {
        boolean constant =
            type.getKind() == Tree.Kind.ENUM
                && field.getInitializer() instanceof NewClassTree
                && text(field).startsWith(field.getName().toString());
        if (constant || isSeen(field.getModifiers(), open)) {
          gaps(at, field.getName(), List.of(), false, List.of());
        }
      }
    }
  }

  private static boolean isSeen(ModifiersTree modifiers, boolean open) {
    return isOpen(modifiers) || open && !modifiers.getFlags().contains(Modifier.PRIVATE);
  }

  private static boolean isSeen(MethodTree method, boolean open) {
    return isSeen(method.getModifiers(), open)
        && method.getModifiers().getAnnotations().stream()
            .map(AnnotationTree::getAnnotationType)
            .noneMatch(annotation -> annotation.toString().endsWith("Override"));
  }

  private void method(ClassTree type, MethodTree method, List<String> components, TreePath at)
      throws IOException {
    List<String> given =
        method.getParameters().stream().map(parameter -> parameter.getName().toString()).toList();
    boolean makes = method.getReturnType() == null;
    boolean compact =
        makes && type.getKind() == Tree.Kind.RECORD && text(method).matches("(?s)[^({]*\\{.*");
    gaps(
        at,
        makes ? type.getSimpleName() : method.getName(),
        names(method.getTypeParameters(), compact ? components : given),
        !makes && !method.getReturnType().toString().equals("void"),
        method.getThrows().stream().map(Tree::toString).toList());
  }

  private static List<String> names(
      List<? extends TypeParameterTree> types, List<String> parameters) {
    return Stream.concat(types.stream().map(one -> "<" + one.getName() + ">"), parameters.stream())
        .toList();
  }

  private String text(Tree tree) throws IOException {
    CharSequence all = unit.getSourceFile().getCharContent(true);
    int start = (int) docs.getSourcePositions().getStartPosition(unit, tree);
    return all.subSequence(start, Math.min(all.length(), start + 200)).toString();
  }

  private void gaps(
      TreePath at,
      CharSequence name,
      List<String> parameters,
      boolean returns,
      List<String> thrown) {
    DocCommentTree comment = docs.getDocCommentTree(at);
    List<String> missing = new ArrayList<>();
    if (comment == null) {
      missing.add("a comment");
    } else {
      List<String> told = new ArrayList<>();
      if (comment.getFullBody().toString().contains("{@return")) {
        told.add("@return");
      }
      for (DocTree tag : comment.getBlockTags()) {
        if (tag instanceof ParamTree one) {
          told.add(one.isTypeParameter() ? "<" + one.getName() + ">" : one.getName().toString());
        } else if (tag instanceof ReturnTree) {
          told.add("@return");
        } else if (tag instanceof ThrowsTree one) {
          told.add(one.getExceptionName().toString());
        }
      }
      parameters.stream().filter(one -> !told.contains(one)).forEach(missing::add);
      thrown.stream().filter(one -> !told.contains(one)).forEach(missing::add);
      if (returns && !told.contains("@return")) {
        missing.add("@return");
      }
    }
    if (!missing.isEmpty()) {
      long start = docs.getSourcePositions().getStartPosition(unit, at.getLeaf());
      gaps.add(
          unit.getSourceFile().getName()
              + ":"
              + unit.getLineMap().getLineNumber(start)
              + " "
              + name
              + ": "
              + String.join(", ", missing));
    }
  }
}
