"""The invented report drawn as a PDF, with the place of every character."""

from __future__ import annotations

from extractor.document import Block, Page, Run


def drawn(text: str, blocks: list[Block]) -> tuple[bytes, tuple[Page, ...], tuple[Run, ...]]:
    import pymupdf

    size, leading, margin, wide = 11.0, 20.0, 56.0, 483.0
    file, runs = pymupdf.open(), []
    state = {"page": file.new_page(width=595, height=420), "y": margin}

    def put(span: tuple[int, int], x: float, y: float) -> None:
        edges = [x]
        for char in text[span[0] : span[1]]:
            edges.append(edges[-1] + pymupdf.get_text_length(char, fontname="china-s", fontsize=size))
        state["page"].insert_text((x, y + size), text[span[0] : span[1]], fontname="china-s", fontsize=size)
        runs.append(Run(span, file.page_count, y, y + size * 1.2, tuple(edges)))

    def turn(height: float) -> None:
        if state["y"] + height > 390:
            state["page"], state["y"] = file.new_page(width=595, height=420), margin

    for block in blocks:
        if block.table:
            height = leading * block.table.n_rows
            turn(height)
            step = wide / block.table.n_cols
            for cell in block.table.cells:
                x, y = margin + cell.col * step, state["y"] + cell.row * leading
                area = pymupdf.Rect(x, y, x + step * cell.col_span, y + leading * cell.row_span)
                state["page"].draw_rect(area, width=0.5)
                if cell.span[0] < cell.span[1]:
                    put(cell.span, x + 3, y + 3)
            state["y"] += height + leading
            continue
        start = block.span[0]
        while start < block.span[1]:
            end, length = start, 0.0
            while end < block.span[1] and length < wide - size:
                length += pymupdf.get_text_length(text[end], fontname="china-s", fontsize=size)
                end += 1
            turn(leading)
            put((start, end), margin, state["y"])
            state["y"] += leading
            start = end
    pages = tuple(Page(number + 1, 595.0, 420.0) for number in range(file.page_count))
    return file.tobytes(), pages, tuple(sorted(runs, key=lambda run: run.span))
