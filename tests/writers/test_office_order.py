"""Word and Excel refuse a file, or call it damaged, whose elements stand in another order than their schemas have it.

The orders are those of ECMA-376, transitional: of each element the children that our writers may use, and others.
"""

import io
import zipfile
from itertools import pairwise

import pytest
from lxml import etree

from disclosure_desk.writers import docx, xlsx

ORDERS = {
    "pPr": """
        pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
        snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
    """,
    "rPr": """
        rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid
        vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs
        em lang eastAsianLayout specVanish oMath
    """,
    "tblPr": """
        tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd
        tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription
    """,
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
    "style": """
        name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked
        personal rsid pPr rPr tblPr trPr tcPr tblStylePr
    """,
    "sectPr": """
        headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType
        cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid
    """,
    "settings": """
        writeProtection view zoom removePersonalInformation embedTrueTypeFonts mirrorMargins
        bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop autoHyphenation evenAndOddHeaders
        drawingGridHorizontalSpacing drawingGridVerticalSpacing characterSpacingControl compat rsids themeFontLang
        clrSchemeMapping decimalSymbol listSeparator
    """,
    "compat": """
        spaceForUL balanceSingleByteDoubleByteWidth doNotLeaveBackslashAlone ulTrailSpace doNotExpandShiftReturn
        adjustLineHeightInTable useFELayout compatSetting
    """,
    "worksheet": """
        sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetProtection autoFilter mergeCells
        conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks
    """,
    "sheetView": "pane selection",
    "workbook": "fileVersion workbookPr workbookProtection bookViews sheets definedNames calcPr",
    "styleSheet": "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles",
    "border": "left right top bottom diagonal",
}


@pytest.mark.parametrize(("writer", "kinds"), [(docx, 10), (xlsx, 5)])
def test_elements_stand_in_the_order_of_the_schema(full_report, writer, kinds):
    seen = set()
    with zipfile.ZipFile(io.BytesIO(writer.render(full_report))) as parts:
        for part in parts.namelist():
            for element in etree.fromstring(parts.read(part)).iter():
                name = etree.QName(element).localname
                if name not in ORDERS or part.startswith("docProps"):
                    continue
                seen.add(name)
                order = ORDERS[name].split()
                places = [order.index(etree.QName(child).localname) for child in element]
                wrong = [(order[a], order[b]) for a, b in pairwise(places) if a > b]
                assert not wrong, f"{part}: {name} has {wrong}"
    assert len(seen) >= kinds
