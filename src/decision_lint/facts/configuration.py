"""The fields of a config.json that memory and compatibility need, as they stand there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decision_lint.facts.loose import plain

KEPT = frozenset(
    """
    architectures auto_map compression_config dtype expert_dtype is_encoder_decoder model_type
    quantization quantization_config tie_word_embeddings torch_dtype transformers_version

    d_model decoder_layers dim encoder_layers hidden_size model_dim n_embd n_layer n_layers
    num_decoder_layers num_hidden_layers num_layers padded_vocab_size vocab_size
    word_embed_proj_dim

    attention_head_dim attention_k_eq_v attn_config d_kv global_head_dim head_dim kv_channels
    multi_query multi_query_attention multi_query_group_num n_head n_head_kv n_heads n_kv_heads
    new_decoder_architecture num_attention_groups num_attention_heads num_global_key_value_heads
    num_heads num_key_value_heads num_kv_heads num_kv_shared_layers num_query_groups
    num_query_heads per_layer_config qk_head_dim v_head_dim

    add_qkv_bias attention_bias attention_out_bias attn_output_gate bias hidden_act mlp_bias
    qkv_bias use_bias use_conv_bias use_qk_norm use_qkv_bias

    dense_intermediate_size ffn_dim ffn_hidden_size hidden_size_per_layer_input intermediate_size
    intermediate_size_mlp mlp_dim n_inner shared_intermediate_size vocab_size_per_layer_input

    decoder_sparse_step expert_ffn_hidden_size experts_per_token first_k_dense_replace
    interleave_moe_layer_step mlp_layer_types mlp_only_layers moe_intermediate_size moe_k
    moe_latent_size moe_layer_freq moe_layer_interval moe_layer_start_index moe_layers
    moe_layers_enum moe_num_experts moe_num_shared_experts moe_shared_expert_intermediate_size
    moe_topk n_routed_experts n_shared_experts num_experts num_experts_per_tok
    num_experts_per_token num_local_experts num_shared_experts share_expert_dim
    shared_expert_intermediate_size top_k_experts

    mtp_num_hidden_layers mtp_transformer_layers num_mtp_modules num_nextn_predict_layers

    compress_ratios index_head_dim index_n_heads index_topk indexer_types kv_lora_rank o_groups
    o_lora_rank q_lora_rank qk_nope_head_dim qk_rope_head_dim

    _sliding_window_pattern attention_chunk_size attention_layers attention_window_size
    attn_type_list block_configs block_types cross_attention_layers full_attention_interval
    full_attn_idxs global_attn_every_n_layers hybrid_layer_pattern hybrid_override_pattern
    layer_block_type layer_types layers_block_type max_window_layers no_rope_layer_interval
    no_rope_layers sliding_window sliding_window_pattern sliding_window_size swa_head_dim
    swa_num_attention_heads swa_num_key_value_heads swa_v_head_dim use_sliding_window window_size

    attn_layer_indices attn_layer_offset attn_layer_period chunk_size conv_L_cache conv_dim
    conv_kernel expand linear_attn_config linear_conv_kernel_dim linear_head_dim
    linear_key_head_dim linear_num_heads linear_num_key_heads linear_num_value_heads
    linear_value_head_dim lru_width mamba_chunk_size mamba_d_conv mamba_d_head mamba_d_ssm
    mamba_d_state mamba_expand mamba_head_dim mamba_headdim mamba_n_groups mamba_n_heads
    mamba_ngroups mamba_num_heads mamba_ssm_cache_dtype mamba_ssm_dtype n_groups n_mamba_heads
    short_conv_kernel_size ssm_state_size state_size time_step_rank

    initial_context_length max_position_embeddings max_seq_len max_sequence_length
    model_max_length n_ctx n_positions original_max_position_embeddings partial_rotary_factor
    rope_parameters rope_scaling rope_theta rotary_dim seq_length

    depth embed_dim image_size mm_tokens_per_image num_channels patch_size spatial_merge_size
    """.split()
)
"""Of transformers' configurations, and of those that come with custom code; the last line is of
vision towers."""

_NESTED = frozenset(
    """audio_config decoder language_config language_model llm_config text_config
    text_model_config thinker_config vision_config vision_tower_config""".split()
)


def select(config: Mapping[str, Any], depth: int = 3) -> dict[str, Any]:
    """Keep the fields that say what a model is made of; nested ones stay where they stand.

    A null is kept, since it is another word than none: a window of null is no window.
    """
    kept: dict[str, Any] = {}
    for key, value in sorted(config.items()):
        if key in _NESTED and isinstance(value, dict):
            inner = select(value, depth - 1) if depth else {}
            kept |= {key: inner} if inner else {}
        elif key in KEPT:
            taken = plain(value)
            kept |= {key: taken} if value is None or taken is not None else {}
    return kept
