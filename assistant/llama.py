"""Offer the assistant to llama-index, as a query engine that answers with proof.

Importing this loads llama-index, which takes about a second; nothing else here does.
"""

from __future__ import annotations

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeWithScore, QueryBundle

from assistant.answer import Answer
from assistant.assistant import Assistant
from index.llama import ItemRetriever, node_of


class AssistantQueryEngine(BaseQueryEngine):
    """Answers a query as the assistant does; source nodes are the items that prove the answer."""

    def __init__(self, assistant: Assistant) -> None:
        super().__init__(callback_manager=CallbackManager([]))
        self._assistant = assistant

    def as_retriever(self, k: int = 10) -> ItemRetriever:
        """The retriever over the same index."""
        return ItemRetriever(self._assistant.index, k=k)

    def _query(self, query_bundle: QueryBundle) -> Response:
        return _response(self._assistant.ask(query_bundle.query_str))

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        answer = Answer("")
        async for part in self._assistant.stream(query_bundle.query_str):
            if isinstance(part, Answer):
                answer = part
        return _response(answer)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


def _response(answer: Answer) -> Response:
    """llama-index's form of an answer; what it has no field for is metadata."""
    nodes = [NodeWithScore(node=node_of(one.item), score=1.0) for one in answer.citations]
    about = {"refused": answer.refused, "count": answer.count, "note": answer.note}
    return Response(response=answer.text, source_nodes=nodes, metadata=about)
